import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { stageGitHub } from './github-stage.ts';
import { runProcess } from './processes.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

/** A folder with a git that ends the process which starts it, before or after it has pushed. */
async function deadlyGit(shop: Shop, when: 'before' | 'after'): Promise<NodeJS.ProcessEnv> {
  const folder = join(shop.directory, when);
  const push = when === 'before' ? '' : 'PATH=${PATH#*:} git "$@"; ';
  const script = `#!/bin/sh
case "$1" in push) ${push}kill -9 $PPID; exit 1 ;; esac
PATH=\${PATH#*:} exec git "$@"
`;
  await mkdir(folder);
  await writeFile(join(folder, 'git'), script, { mode: 0o755 });
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
}

test('killed before or after its push and run again, every command comes to the same end', async () => {
  const shop = await openShop('shipped');
  const { env, api } = await stageGitHub(shop);
  const before = await deadlyGit(shop, 'before');
  const after = await deadlyGit(shop, 'after');
  const refs = (): Promise<string> => git(shop.origin, 'for-each-ref');
  await shop.merge('feat: more', { 'services/catalog/number': '2\n' });

  for (const [command, again] of [
    [`release catalog --repository r/catalog --digest ${digest(2)}`, 'already'],
    ['deploy catalog --version 0.2.0', 'already'],
    ['promote catalog --to preprod', 'already'],
    ['promote catalog --to prod --skip-soak', 'requested'],
  ] as const) {
    const start = await refs();
    const early = await runProcess(shop, [command], { env: { ...env, ...before } });
    expect({ command, ...early }).toMatchObject({ command, signal: 'SIGKILL', answers: [] });
    expect(await refs()).toBe(start);
    const late = await runProcess(shop, [command], { env: { ...env, ...after } });
    expect({ command, ...late }).toMatchObject({ command, signal: 'SIGKILL', answers: [] });
    const end = await refs();
    expect(end).not.toBe(start);
    expect(await shop.deliver(command, env)).toMatchObject({
      code: 0,
      json: { outcome: again, version: '0.2.0' },
    });
    expect(await refs()).toBe(end);
  }
  expect(api.pulls).toMatchObject([{ state: 'open', title: 'chore(prod): promote catalog 0.2.0' }]);
});

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
