import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The secret that signs cookies on this laptop: made once, then kept, so that a voter stays the same voter.
 *
 * @param directory the folder for what a run leaves behind; made when missing
 */
export async function keptCookieSecret(directory: string): Promise<string> {
  const file = join(directory, 'cookie-secret');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim() !== '') return kept.trim();
  await mkdir(directory, { recursive: true });
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(temporary, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  // Unlike rename, link leaves the secret of a run that was faster where it is.
  await link(temporary, file).catch(() => undefined);
  await rm(temporary);
  return (await readFile(file, 'utf8')).trim();
}
