import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';
import { giveTo } from './server-account.ts';
import type { ServerAccount } from './server-account.ts';

/** Every user can enter it, and it outlives a restart of the machine. */
const parent = '/var/tmp';

/**
 * A folder that belongs to the account alone, in place of one that the account cannot enter.
 *
 * @param purpose part of the folder's name.
 * @param original the path that the folder stands in for; the same path always gives the same folder.
 * @throws Error when somebody else made a folder of that name first: everyone may write there.
 */
export async function privateDirectory(
  purpose: 'data' | 'programs',
  original: string,
  account: ServerAccount,
): Promise<string> {
  const hash = createHash('sha256').update(original).digest('hex').slice(0, 16);
  const directory = join(parent, `foldline-postgres-${purpose}-${hash}`);
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const status = await lstat(directory);
  // Root's: ours, from a run that was killed between this mkdir and chown. Only we can have made that one either.
  const isOurs = status.isDirectory() && (status.uid === account.uid || status.uid === 0);
  if (!isOurs || (status.mode & 0o077) !== 0) {
    throw new Error(
      `${directory} belongs to someone else or is open to others, so it is not safe for PostgreSQL's files. ` +
        'Look at what it is, remove it, and run the command again.',
    );
  }
  await giveTo(account, directory);
  return directory;
}
