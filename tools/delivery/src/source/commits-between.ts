import type { Git } from '../git/git.ts';
import type { ConventionalCommit } from './conventional-commit.ts';
import { parseLockfile } from './lockfile.ts';
import { readCommits } from './read-commits.ts';
import { lockfilePath, serviceFolders } from './service-paths.ts';

/**
 * The commits that a service's newer release has and its older one has not, newest first.
 *
 * @param git a repository with the releases' tags
 * @returns `undefined` where it does not have the commits of both
 */
export async function commitsBetween(
  git: Git,
  service: string,
  older: { commit: string },
  newer: { commit: string },
): Promise<ConventionalCommit[] | undefined> {
  const hasBoth = await git.run(['rev-list', '--max-count=1', older.commit, newer.commit, '--']);
  if (hasBoth.exitCode !== 0) return undefined;
  const lockfile = parseLockfile(await git.text(['cat-file', 'blob', `${newer.commit}:${lockfilePath}`]));
  return readCommits(git, older.commit, newer.commit, serviceFolders(lockfile, service));
}
