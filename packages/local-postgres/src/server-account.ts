import { chown, stat } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { hasCode } from './error-code.ts';
import { runProgram } from './run-program.ts';

/** A system user that PostgreSQL runs as. */
export interface ServerAccount {
  name: string;
  uid: number;
  gid: number;
}

/** In order of preference. macOS brings `_postgres`; every Unix has `nobody`. */
const candidates = ['postgres', '_postgres', 'nobody'];

/**
 * Whom PostgreSQL must run as, because it refuses to run as root.
 *
 * Data that are there already decide: they stay with their owner, so that a cluster that an ordinary user made
 * keeps working for that user after root has used it.
 *
 * @param dataDirectory the cluster's data, which need not exist.
 * @returns `undefined` when we are not root (or on Windows) and the server simply runs as ourselves.
 * @throws Error when there is no such user.
 */
export async function chooseServerAccount(dataDirectory: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await ownerOf(dataDirectory);
  if (owner !== undefined && owner.uid !== 0) return owner;
  for (const name of candidates) {
    const account = await lookUp(name);
    if (account !== undefined) return account;
  }
  throw new Error(
    `PostgreSQL refuses to run as root, and this system has none of the users ${candidates.join(', ')}. ` +
      'Run the command as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

/** Hands a file or folder to the account; without an account it stays ours. */
export async function giveTo(account: ServerAccount | undefined, path: string): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

/** Whether the account can enter a folder. Asked of the kernel, as that user: modes alone do not tell. */
export async function canEnter(account: ServerAccount, directory: string): Promise<boolean> {
  const { code } = await runProgram('/bin/sh', ['-c', 'test -x "$0"', directory], { account });
  return code === 0;
}

async function ownerOf(path: string): Promise<ServerAccount | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { name: `#${uid}`, uid, gid };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function lookUp(name: string): Promise<ServerAccount | undefined> {
  try {
    // `id` and not /etc/passwd: accounts may live in a directory service, and always do on macOS.
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
    return { name, uid, gid };
  } catch {
    return undefined;
  }
}

async function idOf(kind: '-u' | '-g', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [kind, name], { timeout: 5_000 });
  return Number.parseInt(stdout, 10);
}
