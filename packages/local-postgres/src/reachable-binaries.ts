import { cp, lchown, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { hasCode } from './error-code.ts';
import { locateBinaries } from './platform-binaries.ts';
import type { Binaries } from './platform-binaries.ts';
import { privateDirectory } from './private-directory.ts';
import { runProgram } from './run-program.ts';
import type { ServerAccount } from './server-account.ts';

/**
 * PostgreSQL's programs at a place where the account can run them: as installed, or else a copy that is made
 * once per version.
 *
 * @throws Error that says what to do when they do not run on this machine at all.
 */
export async function reachableBinaries(account: ServerAccount | undefined): Promise<Binaries> {
  const installed = await locateBinaries();
  if (account === undefined || (await whyNotRunnable(installed, account)) === undefined) {
    return installed;
  }
  const problem = await whyNotRunnable(installed);
  if (problem !== undefined) throw new NotRunnableError(installed, problem);
  const copy = await copyOnce(installed, account);
  const problemOfCopy = await whyNotRunnable(copy, account);
  if (problemOfCopy !== undefined) throw new NotRunnableError(copy, problemOfCopy);
  return copy;
}

class NotRunnableError extends Error {
  constructor({ postgres, version }: Binaries, problem: string) {
    super(
      `PostgreSQL ${version} does not run on this machine (${postgres}: ${problem}). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own.',
    );
  }
}

async function whyNotRunnable({ postgres }: Binaries, account?: ServerAccount): Promise<string | undefined> {
  try {
    const { code, output } = await runProgram(postgres, ['--version'], { account });
    return code === 0 ? undefined : output;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function copyOnce(installed: Binaries, account: ServerAccount): Promise<Binaries> {
  const parent = await privateDirectory('programs', installed.nativeDirectory, account);
  const target = join(parent, installed.version);
  if (!(await exists(target))) {
    const staging = await mkdtemp(join(parent, 'copy-'));
    await cp(installed.nativeDirectory, staging, { recursive: true, verbatimSymlinks: true });
    await giveTreeTo(account, staging);
    try {
      await rename(staging, target);
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      // Another process was faster, and its copy is as good as ours.
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    }
  }
  const moved = (program: string): string => join(target, relative(installed.nativeDirectory, program));
  return {
    ...installed,
    initdb: moved(installed.initdb),
    pgCtl: moved(installed.pgCtl),
    postgres: moved(installed.postgres),
    nativeDirectory: target,
  };
}

async function giveTreeTo({ uid, gid }: ServerAccount, root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true });
  await Promise.all(
    [root, ...entries.map((entry) => join(root, entry))].map((path) => lchown(path, uid, gid)),
  );
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
