import type { Git } from '../git/git.ts';
import { levelOf, type ConventionalCommit } from './conventional-commit.ts';
import { remoteHead } from './hotfix-branch.ts';
import { readCommits } from './read-commits.ts';
import { withoutReverted } from './reverts.ts';

/**
 * What a hotfix branch has released or will, and the default branch has not: with the next release from there, these
 * fixes would be gone. A fix counts as there when it was merged, when a commit there makes the same change, or when
 * either says that it was picked from the other (`git cherry-pick -x`), however much the pick had to be adapted.
 *
 * @param folders what the service is built from
 * @returns newest first
 */
export async function missingFixes(
  git: Git,
  commit: string,
  folders: readonly string[],
): Promise<ConventionalCommit[]> {
  const fixes = withoutReverted(await readCommits(git, remoteHead, commit, folders)).filter(
    (one) => levelOf(one) !== undefined,
  );
  if (fixes.length === 0) return [];
  const range = `${remoteHead}...${commit}`;
  const differing = new Set(
    (await git.text(['rev-list', '--cherry-pick', '--right-only', '--no-merges', range])).split('\n'),
  );
  const picked = pickedFrom(await git.text(['log', '--format=%B', `${commit}..${remoteHead}`]));
  const missing: ConventionalCommit[] = [];
  for (const fix of fixes) {
    const isThere =
      (fix.parents.length === 1 && !differing.has(fix.hash)) ||
      picked.includes(fix.hash) ||
      (await isAnyOnDefaultBranch(git, pickedFrom(fix.message)));
    if (!isThere) missing.push(fix);
  }
  return missing;
}

function pickedFrom(message: string): string[] {
  return [...message.matchAll(/\(cherry picked from commit ([0-9a-f]{40,64})\)/g)].map(
    ([, hash = '']) => hash,
  );
}

async function isAnyOnDefaultBranch(git: Git, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) {
    // It fails, too, where nobody has that commit any more.
    const { exitCode } = await git.run(['merge-base', '--is-ancestor', hash, remoteHead]);
    if (exitCode === 0) return true;
  }
  return false;
}
