import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasCode } from './error-code.ts';
import type { Binaries } from './platform-binaries.ts';
import { isAlive } from './process-identity.ts';
import { runProgram } from './run-program.ts';
import { giveTo } from './server-account.ts';
import type { ServerAccount } from './server-account.ts';

/** The one role of a cluster. Each service has a database of its own; a laptop needs no more separation. */
export const superuser = 'postgres';

/** Where a cluster's parts are, in its folder. */
export function clusterFiles(directory: string): { data: string; password: string; log: string } {
  return {
    data: join(directory, 'data'),
    password: join(directory, 'password'),
    log: join(directory, 'server.log'),
  };
}

export interface InitialiseOptions {
  binaries: Binaries;
  account: ServerAccount | undefined;
  /** Whether the files must survive a power cut. Writing them for a test is twice as fast without. */
  durable: boolean;
}

/**
 * Makes a new cluster at `directory`: data, and a file with a random password.
 *
 * It is made beside its place and renamed when it is whole, so that a killed run leaves nothing half-made behind
 * under this name. When another process is faster, its cluster stays and ours is dropped.
 *
 * @param directory must not exist, or be empty; its parent must be a folder that the account can enter.
 */
export async function initialiseCluster(directory: string, options: InitialiseOptions): Promise<void> {
  await removeAbandoned(directory);
  const staging = `${directory}${stagingMark}${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(staging, { mode: 0o700 });
  try {
    await fill(staging, options);
    await rename(staging, directory);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // EPERM is how Windows says that the folder exists.
    if (!hasCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) throw error;
  }
}

const stagingMark = '.init-';

async function fill(directory: string, { binaries, account, durable }: InitialiseOptions): Promise<void> {
  const { data, password } = clusterFiles(directory);
  await writeFile(password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  await giveTo(account, password);
  await giveTo(account, directory);
  const args = [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The operating system's locales sort differently on every machine. This one is PostgreSQL's own: order by
    // code point, upper and lower case by Unicode, the same on Linux, macOS and Windows.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runProgram(binaries.initdb, args, { account });
  if (code !== 0) {
    throw new Error(
      `PostgreSQL could not create its data in ${directory}. Make room or set the folder's permissions, ` +
        `then run the command again. initdb said:\n${output}`,
    );
  }
}

/** Removes what killed runs left beside the cluster; a run that is still at work keeps its own. */
async function removeAbandoned(directory: string): Promise<void> {
  const parent = dirname(directory);
  const prefix = basename(directory) + stagingMark;
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (!isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}
