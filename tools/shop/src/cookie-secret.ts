import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

/**
 * The secret that signs cookies on this laptop: made once, then kept, so that a voter stays the same voter.
 *
 * @param directory the folder for what a run leaves behind; made when missing
 * @throws PlainError when it can be neither read nor made
 */
export async function keptCookieSecret(directory: string): Promise<string> {
  const file = join(directory, 'cookie-secret');
  try {
    await mkdir(directory, { recursive: true });
    const kept = await readSecret(file);
    if (kept !== undefined && kept !== '') return kept;
    // A machine that went down may have left it empty.
    if (kept === '') await rm(file, { force: true });
    return await makeSecret(file);
  } catch (error) {
    throw new PlainError(
      `The secret that signs cookies can be neither read nor made (${(error as Error).message}). ` +
        `Make ${directory} a folder in which this user can read and write, or move it away to begin anew.`,
      { cause: error },
    );
  }
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeSecret(file: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(temporary, `${secret}\n`, { mode: 0o600 });
  try {
    // Unlike rename, link leaves the secret of a run that was faster where it is.
    await link(temporary, file);
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  } finally {
    await rm(temporary);
  }
}
