import type { ConventionalCommit } from './conventional-commit.ts';

/**
 * The commits without those that another of them takes back, and without the ones that do so: together they change
 * nothing. A revert of something that is not among them stays. A revert of a revert brings the first commit back.
 *
 * @param commits newest first
 */
export function withoutReverted(commits: readonly ConventionalCommit[]): ConventionalCommit[] {
  const gone = new Set<ConventionalCommit>();
  for (const [index, commit] of commits.entries()) {
    const { reverts } = commit;
    if (reverts === undefined || gone.has(commit)) continue;
    const target = commits
      .slice(index + 1)
      .find(
        (older) =>
          !gone.has(older) &&
          (reverts.hash === undefined
            ? isSameHeader(older.header, reverts.header)
            : older.hash.startsWith(reverts.hash)),
      );
    if (target !== undefined) gone.add(commit).add(target);
  }
  return commits.filter((commit) => !gone.has(commit));
}

/** GitHub appends the pull request's number to a title that it squashes, not to one that it quotes. */
function isSameHeader(header: string, quoted: string | undefined): boolean {
  return quoted !== undefined && withoutNumber(header) === withoutNumber(quoted);
}

function withoutNumber(header: string): string {
  return header.replace(/ \(#\d+\)$/, '');
}
