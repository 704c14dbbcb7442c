import { expect, test } from 'vitest';
import { runProgram } from '../src/run-program.ts';
import { runFixture } from './run-fixture.ts';

test('a program that cannot be started is an error, and nothing is waited for', async () => {
  const user = runFixture('run-missing-program.ts', []);

  expect(await user.next()).toEqual({ error: expect.stringContaining('ENOENT') as unknown });
  expect(await user.exited).toEqual([0, null]);
});

test('a program that takes too long is killed', async () => {
  const endless = ['-e', 'setInterval(() => undefined, 60_000)'];

  expect(await runProgram(process.execPath, endless, { timeout: 100 })).toMatchObject({ code: undefined });
});
