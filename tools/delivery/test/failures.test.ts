import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { runProcess } from './processes.ts';
import { openShop } from './shop.ts';
import { git } from './template.ts';

describe('nothing is half done when', () => {
  test('the branch is protected, and it says what to do', async () => {
    const shop = await openShop('shipped');
    await shop.merge('feat: more', { 'services/catalog/number': '2\n' });
    await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
    const hook = '#!/bin/sh\necho "main is protected" >&2\nexit 1\n';
    await mkdir(join(shop.origin, 'hooks'));
    await writeFile(join(shop.origin, 'hooks', 'update'), hook, { mode: 0o755 });
    const state = await git(shop.origin, 'for-each-ref');
    const { code, stderr } = await shop.deliver('deploy catalog --version 0.2.0');
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /The remote refused refs\/heads\/main: .*hook declined[^]*main is protected[^]*repository of its own \(ENV_REPO\)/,
    );
    expect(await git(shop.origin, 'for-each-ref')).toBe(state);
  });

  test('the env-repo cannot be reached', async () => {
    const shop = await openShop('shipped');
    const { code, stderr } = await shop.deliver('promote catalog --to preprod', {
      ENV_REPO: 'http://127.0.0.1:9/environments.git',
    });
    expect(code).toBe(4);
    expect(stderr).toMatch(/cannot be reached:[^]*Check the address and the network/);
  });

  test('the disk is full', async ({ skip }) => {
    const shop = await openShop('shipped');
    const disk = join(shop.directory, 'disk');
    await mkdir(disk);
    // A disk of its own, as small as this, takes a new mount namespace.
    const on = (size: string): string[] => [
      ...['unshare', '--map-root-user', '--mount', 'sh', '-c'],
      ...[`mount -t tmpfs -o size=${size} full "$0" && exec "$@"`, disk],
    ];
    const [unshare = '', ...args] = on('4k');
    const canMount = await promisify(execFile)(unshare, [...args, 'true']).then(
      () => true,
      () => false,
    );
    if (!canMount) skip('this machine lets nobody mount a disk');
    await shop.merge('feat: more', { 'services/catalog/number': '2\n' });
    const state = await git(shop.origin, 'for-each-ref');
    for (const size of ['4k', '8k', '16k']) {
      const full = await runProcess(shop, ['release catalog'], { through: on(size), env: { TMPDIR: disk } });
      expect({ size, ...full }).toMatchObject({ size, code: 1 });
      expect(full.stderr).toMatch(/There is no room to write:[^]*Free some space, or set TMPDIR/);
    }
    expect(await git(shop.origin, 'for-each-ref')).toBe(state);
  });
});
