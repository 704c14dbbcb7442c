import { compare } from 'semver';
import type { Git } from '../git/git.ts';

/** An older line of a service that gets patches, while newer releases come from the default branch. */
export interface HotfixBranch {
  /** `hotfix/catalog-1.4` */
  name: string;
  /** `1.4` */
  line: string;
}

/** Where the remote's default branch is in a scratch repository. */
export const remoteHead = 'refs/delivery/head';
const hotfixRefs = 'refs/delivery/hotfix/';

/** Has the branches of a service that releases are made from in a scratch repository as the remote has them. */
export function branchRefspecs(service: string): string[] {
  return [`+HEAD:${remoteHead}`, `+refs/heads/hotfix/${service}-*:${hotfixRefs}${service}-*`];
}

/** Whether the remote's default branch has a commit. */
export function isOnDefaultBranch(git: Git, commit: string): Promise<boolean> {
  return git.agrees(['merge-base', '--is-ancestor', commit, remoteHead]);
}

/**
 * The hotfix branch that a commit is on; `undefined` for one that the default branch has, or no hotfix branch. Of
 * several it is that of the oldest line: fixes are merged from an older line into a newer one, never back.
 *
 * @param git a repository with `branchRefspecs`
 * @param local branches that have the commit, and need not be at the remote yet
 */
export async function hotfixBranchOf(
  git: Git,
  service: string,
  commit: string,
  local: readonly string[] = [],
): Promise<HotfixBranch | undefined> {
  if (await isOnDefaultBranch(git, commit)) return undefined;
  const names = await git.text([
    'for-each-ref',
    `--contains=${commit}`,
    '--format=%(refname:lstrip=2)',
    hotfixRefs,
  ]);
  const [oldest] = [...names.split('\n'), ...local]
    .flatMap((name) => {
      const line = name.startsWith(`hotfix/${service}-`) ? name.slice(service.length + 8) : '';
      return linePattern.test(line) ? [{ name, line }] : [];
    })
    .sort((one, other) => compare(`${one.line}.0`, `${other.line}.0`));
  return oldest;
}

const linePattern = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** Whether a version is of a line: 1.4.2 is of 1.4. */
export function isOfLine(version: string, line: string): boolean {
  return version.startsWith(`${line}.`);
}
