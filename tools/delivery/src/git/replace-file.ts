import { join } from 'node:path';
import { PlainError } from '../plain-error.ts';
import type { Git } from './git.ts';
import { asMachine } from './machine.ts';

/**
 * Makes a commit that differs from its parent in one file, without a working tree: what is read and written are the very
 * bytes, no attribute, hook or symbolic link comes between.
 *
 * @returns the hash of the commit, which nothing refers to yet
 * @throws PlainError when something other than a file is in its place
 */
export async function replaceFile(
  git: Git,
  parent: string,
  path: string,
  content: Buffer,
  message: string,
): Promise<string> {
  const [entry] = await git.parts(['ls-tree', '-z', parent, '--', path], {
    env: { GIT_LITERAL_PATHSPECS: '1' },
  });
  if (entry !== undefined && !entry.startsWith('100')) {
    throw new PlainError(`${path} is not a file but a link or a folder. Remove it from the env-repo.`);
  }
  const env = { ...asMachine, GIT_INDEX_FILE: join(git.directory, `index-${parent}`) };
  await git.text(['read-tree', parent], { env });
  const blob = await git.text(['hash-object', '-w', '--stdin'], { input: content });
  await git.text(['update-index', '-z', '--index-info'], { env, input: `100644 ${blob}\t${path}\0` });
  const tree = await git.text(['write-tree'], { env });
  return git.text(['commit-tree', '-p', parent, '-F', '-', tree], { env, input: message });
}
