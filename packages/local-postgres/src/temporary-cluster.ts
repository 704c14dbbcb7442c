import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './free-port.ts';
import { clusterFiles, initialiseCluster, superuser } from './initialise-cluster.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { canEnter, chooseServerAccount, giveTo } from './server-account.ts';
import type { ServerAccount } from './server-account.ts';
import { ServerStartError, startServer } from './server-process.ts';
import type { ServerOptions, ServerSettings } from './server-process.ts';

export interface TemporaryCluster {
  /** The URL of the server's `postgres` database, with the password. */
  url: string;
  /** Stops the server and removes its data. */
  remove(): Promise<void>;
}

/** Nothing here has to survive anything, so the server never waits for the disk. */
const settings: ServerSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  shared_buffers: '32MB',
  max_wal_size: '256MB',
  autovacuum: 'off',
  // Enough for a pool of ten in each of a dozen test files side by side.
  max_connections: '150',
};

/**
 * Starts a PostgreSQL server with empty data that disappear with this process, even when it is killed.
 *
 * @param name part of the folder's name, to recognise it by.
 */
export async function startTemporaryCluster(name: string): Promise<TemporaryCluster> {
  const parent = tmpdir();
  const account = await chooseServerAccount(parent);
  const binaries = await reachableBinaries(account);
  const base = await mkdtemp(join(await enterable(parent, account), `foldline-${name}-`));
  await giveTo(account, base);
  const remove = removeWithThisProcess(base, binaries.pgCtl, account);
  try {
    const directory = join(base, 'cluster');
    await initialiseCluster(directory, { binaries, account, durable: false });
    const port = await startOnFreePort(directory, { binaries, account });
    const password = (await readFile(clusterFiles(directory).password, 'utf8')).trim();
    return {
      url: `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The folder for temporary files, or the one that every user can enter: on macOS root's own is closed. */
async function enterable(directory: string, account: ServerAccount | undefined): Promise<string> {
  return account === undefined || (await canEnter(account, directory)) ? directory : '/var/tmp';
}

async function startOnFreePort(directory: string, options: ServerOptions): Promise<number> {
  for (let attemptsLeft = 5; ; attemptsLeft -= 1) {
    const port = await findFreePort();
    try {
      await startServer(directory, port, settings, options);
      return port;
    } catch (error) {
      if (!(error instanceof ServerStartError && error.portTaken) || attemptsLeft === 1) throw error;
    }
  }
}

/**
 * Has a helper process stop the server and remove the folder as soon as this process asks or ends, whichever way:
 * the helper waits for the end of its standard input, which the operating system closes with us.
 */
function removeWithThisProcess(
  base: string,
  pgCtl: string,
  account: ServerAccount | undefined,
): () => Promise<void> {
  const script = fileURLToPath(new URL('./remove-temporary-cluster.mjs', import.meta.url));
  const { data } = clusterFiles(join(base, 'cluster'));
  const helper = spawn(process.execPath, [script, base, pgCtl, data], {
    // Ctrl-C goes to every process of the terminal's group; the helper must outlive it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
    cwd: tmpdir(),
    // Node.js itself may lie where only root can read, so that the helper stays root and pg_ctl does not.
    env: {
      ...process.env,
      ...(account && { SERVER_UID: String(account.uid), SERVER_GID: String(account.gid) }),
    },
  });
  helper.unref();
  return async () => {
    helper.ref();
    const ended = once(helper, 'exit');
    helper.stdin.end();
    await ended;
  };
}
