import { mkdir } from 'node:fs/promises';
import { dirname, join as joinPath, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabaseIfMissing, databaseUrl } from './databases.ts';
import { hasCode } from './error-code.ts';
import { findFreePort } from './free-port.ts';
import { clusterFiles, superuser } from './initialise-cluster.ts';
import { join } from './membership.ts';
import type { Membership } from './membership.ts';
import type { Binaries } from './platform-binaries.ts';
import { findRunningServer } from './postmaster-file.ts';
import { prepareCluster, readClusterFile } from './prepare-cluster.ts';
import { privateDirectory } from './private-directory.ts';
import { reachableBinaries } from './reachable-binaries.ts';
import { canEnter, chooseServerAccount } from './server-account.ts';
import type { ServerAccount } from './server-account.ts';
import { ServerStartError, startServer, stopServer } from './server-process.ts';

export interface ClusterOptions {
  /** The cluster's folder. Made when missing. */
  directory: string;
  /** The TCP port to use when it is free. */
  preferredPort: number;
  /** Receives the few sentences a person should read. */
  log: (message: string) => void;
}

/** A PostgreSQL server that keeps its data, shared by every process that opened it. */
export interface Cluster {
  /** Where the data are: the folder asked for, or the one that stands in for it. */
  directory: string;
  port: number;
  /** Resolves when the server ends although this process still uses it. */
  lost: Promise<void>;
  /**
   * Makes a database of this name when there is none.
   *
   * @returns its URL, with the password.
   */
  database(name: string): Promise<string>;
  /**
   * Ends this process's use of the server, and stops the server unless another process still uses it.
   *
   * @returns whether the server is gone.
   */
  close(): Promise<boolean>;
}

/**
 * Opens the cluster in a folder: makes it when it is not there, and starts its server unless one is running.
 *
 * @throws Error with a sentence that says what to do.
 */
export async function openCluster({ directory, preferredPort, log }: ClusterOptions): Promise<Cluster> {
  const wanted = resolve(directory);
  const account = await chooseServerAccount(clusterFiles(wanted).data);
  const binaries = await reachableBinaries(account);
  const place = await reachablePlace(wanted, account);
  if (account !== undefined && place !== wanted) {
    log(
      `PostgreSQL runs as the user ${account.name}, who cannot enter ${dirname(wanted)}: its data are in ${place}`,
    );
  }
  await prepareCluster(place, binaries, account, log);
  const { membership, port } = await joinOrStart(place, preferredPort, binaries, account);
  const url = await serverUrl(place, port);
  return {
    directory: place,
    port,
    lost: membership.lost,
    async database(name) {
      await createDatabaseIfMissing(url, name);
      return databaseUrl(url, name);
    },
    close: () => membership.leave(() => stopServer(place, { binaries, account })),
  };
}

async function reachablePlace(wanted: string, account: ServerAccount | undefined): Promise<string> {
  await mkdir(dirname(wanted), { recursive: true });
  if (account === undefined || (await canEnter(account, dirname(wanted)))) return wanted;
  return joinPath(await privateDirectory('data', wanted, account), 'cluster');
}

async function joinOrStart(
  place: string,
  preferredPort: number,
  binaries: Binaries,
  account: ServerAccount | undefined,
): Promise<{ membership: Membership; port: number }> {
  const { data, log } = clusterFiles(place);
  const giveUpAt = Date.now() + 60_000;
  let isOurs = false;
  let port = await findFreePort(preferredPort);
  while (Date.now() < giveUpAt) {
    const server = await findRunningServer(data);
    if (server?.port !== undefined) {
      try {
        const membership = await joinAs(place, server.port);
        if (membership !== undefined) return { membership, port: server.port };
      } catch (error) {
        // Nobody else would stop the server that was started for us.
        if (isOurs) await stopServer(place, { binaries, account });
        throw error;
      }
    } else if (server === undefined) {
      try {
        await startServer(place, port, {}, { binaries, account });
        isOurs = true;
        continue;
      } catch (error) {
        if (!(error instanceof ServerStartError)) throw error;
        if (error.portTaken) port = await findFreePort();
        else if (!error.dataInUse) throw error;
      }
    }
    await sleep(50);
  }
  throw new Error(
    `PostgreSQL on ${place} neither starts nor stops. Read its log, ${log}, and stop it there.`,
  );
}

async function joinAs(place: string, port: number): Promise<Membership | undefined> {
  try {
    return await join(await serverUrl(place, port));
  } catch (error) {
    const { password } = clusterFiles(place);
    if (hasCode(error, '28P01')) {
      throw new Error(
        `PostgreSQL refuses the password in ${password}. Restore that file, or move ${place} away to begin ` +
          'with an empty shop.',
        { cause: error },
      );
    }
    throw error;
  }
}

async function serverUrl(place: string, port: number): Promise<string> {
  const password = (await readClusterFile(clusterFiles(place).password, place)).trim();
  return `postgresql://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}
