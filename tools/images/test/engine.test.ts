import { expect, test } from 'vitest';
import { findEngine } from '../src/engine.ts';

test('an engine is named with its arguments, and what its builds need', async () => {
  const env = { CONTAINER_ENGINE: `${process.execPath} -p`, CONTAINER_BUILD_OPTIONS: '--network host' };
  // "node -p info" fails: there is nothing of that name.
  await expect(findEngine(env)).rejects.toThrow(
    /^CONTAINER_ENGINE is ".*", and ".* info" fails\. Start it, or/,
  );
  const answering = { ...env, CONTAINER_ENGINE: `${process.execPath} --version` };
  expect(await findEngine(answering)).toEqual({
    command: [process.execPath, '--version'],
    buildOptions: ['--network', 'host'],
    env: answering,
  });
});
