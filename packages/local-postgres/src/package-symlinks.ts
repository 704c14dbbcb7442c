import { lstat, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { hasCode } from './error-code.ts';

/**
 * Creates the symbolic links that npm cannot pack.
 *
 * The package lists them in `native/pg-symlinks.json` and makes them in its install script; install scripts do
 * not run in this repository. Safe to call by several processes at once, and cheap when nothing is missing.
 *
 * @throws Error when a link is missing and this user may not write into `node_modules`.
 */
export async function createMissingSymlinks(packageDirectory: string): Promise<void> {
  for (const { source, target } of await readSymlinkList(packageDirectory)) {
    const link = resolve(packageDirectory, target);
    const destination = relative(dirname(link), resolve(packageDirectory, source));
    if (!link.startsWith(packageDirectory + sep)) {
      throw new Error(
        `${packageDirectory} asks for a link outside itself (${target}). Run \`npm ci\` again.`,
      );
    }
    await createSymlink(destination, link);
  }
}

async function createSymlink(destination: string, link: string): Promise<void> {
  if (await pointsTo(link, destination)) return;
  // Made under another name and renamed: no other process ever sees the name without its link.
  const temporary = `${link}.${randomBytes(6).toString('hex')}`;
  try {
    await symlink(destination, temporary);
    await rename(temporary, link);
  } catch (error) {
    await rm(temporary, { force: true });
    if (hasCode(error, 'EACCES', 'EPERM', 'EROFS')) {
      throw new Error(
        `This user may not write ${link}. Run \`npm ci\` as the user who runs the shop, ` +
          'or set DATABASE_URL to a PostgreSQL server of your own.',
        { cause: error },
      );
    }
    throw error;
  }
}

async function pointsTo(link: string, destination: string): Promise<boolean> {
  try {
    return (await lstat(link)).isSymbolicLink() && (await readlink(link)) === destination;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

interface SymlinkEntry {
  /** What the link points to, relative to the package. */
  source: string;
  /** The link itself, relative to the package. */
  target: string;
}

async function readSymlinkList(packageDirectory: string): Promise<SymlinkEntry[]> {
  const file = join(packageDirectory, 'native', 'pg-symlinks.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every(isSymlinkEntry)) {
    throw new Error(`${file} is not a list of links. Run \`npm ci\` again.`);
  }
  return list;
}

function isSymlinkEntry(value: unknown): value is SymlinkEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
