import type { Git } from '../git/git.ts';
import type { ConventionalCommit } from './conventional-commit.ts';
import { readConventional } from './conventional-commit.ts';

/**
 * The commits after one commit up to another that touch any of the folders, newest first.
 *
 * All of them, not only the first parents: a branch that was merged as it is speaks through its commits. The merge
 * itself counts where its header is a conventional one and it brings something into the folders, since its title may be
 * all that says what the branch does. A side branch that the default simplification of git would skip is not skipped.
 */
export async function readCommits(
  git: Git,
  since: string | undefined,
  until: string,
  folders: readonly string[],
): Promise<ConventionalCommit[]> {
  const range = since === undefined ? [until] : [until, `^${since}`];
  const touching = await git.text(
    ['log', '--format=%H', '--no-merges', '--full-history', ...range, '--', ...folders],
    literal,
  );
  const inFolders = new Set(touching.split('\n'));
  const fields = await git.parts([
    'log',
    '-z',
    '--topo-order',
    '--format=%H%x00%P%x00%aN%x00%cI%x00%B',
    ...range,
  ]);
  const commits: ConventionalCommit[] = [];
  for (let at = 0; at + 4 < fields.length; at += 5) {
    const [hash = '', parents = '', author = '', committedAt = '', message = ''] = fields.slice(at, at + 5);
    const isMerge = parents.includes(' ');
    if (!isMerge && !inFolders.has(hash)) continue;
    const commit = readConventional({ hash, parents: parents.split(' '), author, committedAt, message });
    if (!isMerge || (await isTelling(git, commit, folders))) commits.push(commit);
  }
  return commits;
}

const literal = { env: { GIT_LITERAL_PATHSPECS: '1' } };

async function isTelling(git: Git, merge: ConventionalCommit, folders: readonly string[]): Promise<boolean> {
  const [firstParent] = merge.parents;
  if (merge.type === undefined || firstParent === undefined) return false;
  const { exitCode } = await git.run(['diff', '--quiet', firstParent, merge.hash, '--', ...folders], literal);
  return exitCode !== 0;
}
