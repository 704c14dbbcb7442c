import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';
import { isAlive, isServerOn } from './process-identity.ts';

/** A server that runs on a data directory, as its lock file describes it. */
export interface RunningServer {
  pid: number;
  /** `undefined` while the server is still starting and has not written it. */
  port: number | undefined;
}

/**
 * Reads PostgreSQL's lock file `postmaster.pid` and answers which server runs on the data.
 *
 * PostgreSQL itself replaces the file of a killed server, except when another program has its process id by now, or
 * when the server was killed before it had written anything; then the file is removed here.
 *
 * Format: https://www.postgresql.org/docs/18/storage-file-layout.html; line 1 is the process id, line 4 the port.
 */
export async function findRunningServer(dataDirectory: string): Promise<RunningServer | undefined> {
  const file = join(dataDirectory, 'postmaster.pid');
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  if (text === '') {
    if (await isOld(file)) await removeStale(file, text);
    return undefined;
  }
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (Number.isNaN(pid) || !isAlive(pid)) return undefined;
  if (await isServerOn(dataDirectory, pid)) {
    const port = Number.parseInt(lines[3] ?? '', 10);
    return { pid, port: Number.isNaN(port) ? undefined : port };
  }
  await removeStale(file, text);
  return undefined;
}

/** A server that starts creates the file first and writes it a moment later, which this leaves it ample time for. */
async function isOld(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > 10_000;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Removes the file if it still is the one that was judged, and not that of a server started meanwhile. */
async function removeStale(file: string, judged: string): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await readIfThere(aside)) === judged) await rm(aside);
  else await rename(aside, file);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
