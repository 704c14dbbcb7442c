import { readdir } from 'node:fs/promises';
import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../src/databases.ts';
import { runFixture } from './run-fixture.ts';

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  '%s of its process removes the cluster',
  async (signal) => {
    const TMPDIR = await mkdtemp(join(tmpdir(), 'foldline-temporary-'));
    await chmod(TMPDIR, 0o755);
    onTestFinished(() => rm(TMPDIR, { recursive: true, force: true }));
    const user = runFixture('use-temporary-cluster.ts', [], { env: { ...process.env, TMPDIR } });
    const { url } = await user.next();
    await withClient(String(url), (client) => client.query('SELECT 1'));

    user.child.kill(signal);

    await expect
      .poll(async () => (await readdir(TMPDIR)).filter((name) => name.startsWith('foldline-')), {
        timeout: 20_000,
      })
      .toEqual([]);
    await expect(withClient(String(url), (client) => client.query('SELECT 1'))).rejects.toThrow();
  },
);
