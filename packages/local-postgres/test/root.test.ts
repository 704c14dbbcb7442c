import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clusterFiles } from '../src/initialise-cluster.ts';
import { locateBinaries, packageNameFor } from '../src/platform-binaries.ts';
import { privateDirectory } from '../src/private-directory.ts';
import { canEnter } from '../src/server-account.ts';
import { clusterFolder, madeCluster } from './cluster-folder.ts';
import { runFixture } from './run-fixture.ts';

// Only root can become another user, and only root is refused by PostgreSQL. Elsewhere the other tests run as the
// ordinary user that they are about.
const isRoot = process.getuid?.() === 0;

/** The user with the fewest rights, to be an ordinary user with. */
const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };

// Another user runs the tests' code and PostgreSQL from this checkout, which may itself be closed to others.
const othersCanEnter = isRoot && (await canEnter(nobody, import.meta.dirname));

/** A checkout below a folder that only root can enter, with the package in it, and PostgreSQL where it is wanted. */
async function closedCheckout({ postgres }: { postgres: boolean }): Promise<{
  checkout: string;
  packageDirectory: string;
}> {
  const checkout = await mkdtemp(join(tmpdir(), 'foldline-closed-'));
  onTestFinished(() => rm(checkout, { recursive: true, force: true }));
  const packageDirectory = join(checkout, 'packages', 'local-postgres');
  const here = join(import.meta.dirname, '..');
  for (const folder of ['package.json', 'src', 'test']) {
    await cp(join(here, folder), join(packageDirectory, folder), { recursive: true });
  }
  const { nativeDirectory } = await locateBinaries();
  const installed = dirname(nativeDirectory);
  const modules = dirname(dirname(installed));
  await mkdir(join(checkout, 'node_modules'));
  await symlink(join(modules, 'pg'), join(checkout, 'node_modules', 'pg'));
  if (postgres) {
    const copy = join(checkout, 'node_modules', packageNameFor(process.platform, process.arch));
    await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { checkout, packageDirectory };
}

describe.runIf(isRoot)('as root', () => {
  test('the server is another user, who owns its data', async () => {
    const directory = await clusterFolder();
    const user = runFixture('use-cluster.ts', [directory]);
    await user.next();

    const { uid } = await stat(clusterFiles(directory).data);
    expect(uid).not.toBe(0);
    user.finish();
    expect(await user.next()).toEqual({ stopped: true });
  });

  test.runIf(process.platform === 'linux')(
    'in a container that does not let root look at the processes of others, the server is known all the same',
    async () => {
      const directory = await madeCluster();
      const launcher = ['setpriv', '--bounding-set', '-sys_ptrace'];
      const users = [1, 2].map(() => runFixture('use-cluster.ts', [directory], { launcher }));
      const ports = await Promise.all(users.map(async (user) => (await user.next())['port']));

      expect(ports[0]).toBeTypeOf('number');
      expect(ports[1]).toBe(ports[0]);
      for (const user of users) user.finish();
      const answers = await Promise.all(users.map((user) => user.next()));
      expect(answers).toContainEqual({ stopped: true });
    },
  );

  test('in a checkout that the server cannot enter, data and programs stand elsewhere, and it is said once', async () => {
    const { checkout, packageDirectory } = await closedCheckout({ postgres: true });
    const args = [join(checkout, '.data', 'postgres')];
    const user = runFixture('use-cluster.ts', args, { packageDirectory });

    const { message } = await user.next();
    const { directory, url } = await user.next();
    onTestFinished(() => rm(dirname(String(directory)), { recursive: true, force: true }));
    const postmaster = await readFile(join(clusterFiles(String(directory)).data, 'postmaster.opts'), 'utf8');
    const programs = /^\/var\/tmp\/foldline-postgres-programs-[0-9a-f]{16}/.exec(postmaster)?.[0];
    onTestFinished(() => rm(String(programs), { recursive: true, force: true }));

    expect(message).toMatch(
      /runs as the user \w+, who cannot enter .*: its data are in \/var\/tmp\/foldline-postgres-data-/,
    );
    expect(String(message)).toContain(String(directory));
    expect((await stat(dirname(String(directory)))).mode & 0o777).toBe(0o700);
    expect(programs).toBeDefined();
    user.finish();
    expect(await user.next()).toEqual({ stopped: true });

    const again = runFixture('use-cluster.ts', args, { packageDirectory });
    await again.next();
    expect(await again.next()).toMatchObject({
      directory,
      url: expect.stringContaining(new URL(String(url)).password) as unknown,
    });
    again.finish();
    await again.next();
  });

  test('a folder that somebody else made first is not trusted', async () => {
    const original = join(tmpdir(), `foldline-${process.pid}`);
    const account = { ...nobody, name: 'someone' };
    const directory = await privateDirectory('data', original, account);
    onTestFinished(() => rm(directory, { recursive: true, force: true }));

    await chown(directory, 12_345, 12_345);
    await expect(privateDirectory('data', original, account)).rejects.toThrow(/belongs to someone else/);

    await chown(directory, account.uid, account.gid);
    await chmod(directory, 0o777);
    await expect(privateDirectory('data', original, account)).rejects.toThrow(/open to others/);

    await rm(directory, { recursive: true });
    await symlink(tmpdir(), directory);
    await expect(privateDirectory('data', original, account)).rejects.toThrow(/belongs to someone else/);
  });

  test.runIf(othersCanEnter)(
    "an ordinary user's cluster stays that user's after root has used it",
    async () => {
      const directory = await clusterFolder();
      await chown(dirname(directory), nobody.uid, nobody.gid);
      const use = async (identity: { uid?: number; gid?: number }): Promise<unknown> => {
        const user = runFixture('use-cluster.ts', [directory], identity);
        const { error, url } = await user.next();
        user.finish();
        if (error === undefined) await user.next();
        return error ?? new URL(String(url)).password;
      };

      const password = await use({ uid: nobody.uid, gid: nobody.gid });

      expect(await use({})).toBe(password);
      expect(await use({ uid: nobody.uid, gid: nobody.gid })).toBe(password);
    },
  );

  test.runIf(othersCanEnter)("an ordinary user is told whose root's cluster is", async () => {
    const directory = await madeCluster();
    const user = runFixture('use-cluster.ts', [directory], { uid: 12_345, gid: 12_345 });

    expect(await user.next()).toEqual({
      error: expect.stringMatching(
        /belongs to another user. Run the command as that user, or move/,
      ) as unknown,
    });
  });
});

test.runIf(isRoot)('without its package PostgreSQL is asked for in words', async () => {
  const { checkout, packageDirectory } = await closedCheckout({ postgres: false });

  const user = runFixture('use-cluster.ts', [join(checkout, 'postgres')], { packageDirectory });

  expect(await user.next()).toMatchObject({
    error: expect.stringMatching(
      /is not installed. Run `npm ci` on this machine, or set DATABASE_URL/,
    ) as unknown,
  });
});
