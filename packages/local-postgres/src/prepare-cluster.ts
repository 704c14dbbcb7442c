import { access, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';
import { clusterFiles, initialiseCluster } from './initialise-cluster.ts';
import type { Binaries } from './platform-binaries.ts';
import type { ServerAccount } from './server-account.ts';

/**
 * Sees to it that a folder holds a whole cluster that these programs can run. Makes one when it holds none.
 *
 * @param place the cluster's folder, which need not exist; its parent must.
 * @param log receives a sentence when the remains of an unfinished cluster were moved out of the way.
 * @throws Error that says what to do about data of another version or of another user.
 */
export async function prepareCluster(
  place: string,
  binaries: Binaries,
  account: ServerAccount | undefined,
  log: (message: string) => void,
): Promise<void> {
  const { data, password } = clusterFiles(place);
  // In this order: another process may put a whole cluster here at any moment, never a part of one.
  const hasContent = await isNotEmpty(place);
  if (!(await exists(join(data, 'global', 'pg_control')))) {
    if (hasContent) await setAside(place, log);
    await initialiseCluster(place, { binaries, account, durable: true });
  }
  const found = (await readClusterFile(join(data, 'PG_VERSION'), place)).trim();
  if (found !== String(binaries.majorVersion)) {
    throw new Error(
      `${place} holds data of PostgreSQL ${found}, and PostgreSQL ${binaries.majorVersion} is installed. ` +
        'Move the folder away to begin with an empty shop, or bring the data over with the pg_dump of ' +
        `PostgreSQL ${found}.`,
    );
  }
  await readClusterFile(password, place);
}

/**
 * Reads a file of a cluster.
 *
 * @throws Error that names the file and says what to do when it is missing or another user's.
 */
export async function readClusterFile(file: string, place: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const remedy = `or move ${place} away to begin with an empty shop`;
    if (hasCode(error, 'ENOENT')) {
      throw new Error(`${file} is missing. Restore it, ${remedy}.`, { cause: error });
    }
    if (hasCode(error, 'EACCES', 'EPERM')) {
      throw new Error(`${file} belongs to another user. Run the command as that user, ${remedy}.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Without its control file a folder holds no data that any server could read; still, nothing is deleted. */
async function setAside(place: string, log: (message: string) => void): Promise<void> {
  const aside = `${place}.incomplete-${new Date().toISOString().replaceAll(/[^0-9]/g, '')}`;
  await rename(place, aside);
  log(`The database in ${place} was never finished; its files are now in ${aside}, and a new one is made`);
}

async function isNotEmpty(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length > 0;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    // Another user's: what reads its files says so.
    if (hasCode(error, 'EACCES', 'EPERM')) return true;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    // There, and another user's: what reads its files says so.
    if (hasCode(error, 'EACCES', 'EPERM')) return true;
    throw error;
  }
}
