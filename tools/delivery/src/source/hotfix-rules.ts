import { gt, inc } from 'semver';
import type { Git } from '../git/git.ts';
import { PlainError } from '../plain-error.ts';
import { levelOf, type ConventionalCommit } from './conventional-commit.ts';
import { isOfLine, type HotfixBranch } from './hotfix-branch.ts';
import { readServiceTags, tagName, type ServiceTag } from './service-tags.ts';

/**
 * Holds a hotfix branch against what makes its next patch a safe one.
 *
 * @throws PlainError when it has no release of its line, not the newest one, or one of a newer line; and when its line
 *   is the newest, whose next patch is the default branch's
 */
export async function refuseMisplaced(
  git: Git,
  service: string,
  { name, line }: HotfixBranch,
  commit: string,
): Promise<void> {
  const all = await readServiceTags(git, service);
  const merged = await readServiceTags(git, service, [`--merged=${commit}`]);
  const begin = (version: string): string => `\`git switch --create ${name} ${tagName(service, version)}\``;
  const [newest] = all.filter(({ version }) => isOfLine(version, line));
  const last = merged.find(({ version }) => isOfLine(version, line));
  if (newest === undefined) {
    throw new PlainError(
      `${service} has no release ${line}.x, so there is nothing that ${name} could be a hotfix of. Name the branch hotfix/${service}-<major>.<minor>, after a line that was released.`,
      'refused',
    );
  }
  if (last === undefined) {
    throw new PlainError(
      `${name} does not begin at a release of its line. Begin it again, and pick the fix: ${begin(newest.version)}`,
      'refused',
    );
  }
  if (merged[0] !== undefined && gt(merged[0].version, last.version)) {
    throw new PlainError(
      `${name} has ${service} ${merged[0].version} in it, and a patch of ${line} must not bring that. Begin it again, and pick the fix alone: ${begin(newest.version)}`,
      'refused',
    );
  }
  if (newest.version !== last.version) {
    throw new PlainError(
      `${tagName(service, newest.version)} is the newest release of ${line}, and ${name} does not have it. A patch has all that those before it have: \`git merge ${tagName(service, newest.version)}\`.`,
      'refused',
    );
  }
  if (all[0]?.version === newest.version) {
    throw new PlainError(
      `${line} is the newest line of ${service}, and the default branch releases it. Merge the fix there.`,
      'refused',
    );
  }
}

/**
 * A feature in a patch would be a version that lies, and the next minor of the line is another release already.
 *
 * @throws PlainError when a commit asks for more than a patch
 */
export function refuseMoreThanPatch(
  { name }: HotfixBranch,
  last: ServiceTag,
  commits: readonly ConventionalCommit[],
): void {
  const more = commits.find((commit) => ['major', 'minor'].includes(levelOf(commit) ?? ''));
  if (more === undefined) return;
  const what = more.breaking === undefined ? 'a feature' : 'a breaking change';
  throw new PlainError(
    `${more.hash.slice(0, 7)} on ${name} is ${what}, and a hotfix is a patch: ${inc(last.version, 'patch') ?? ''} has fixes only. Revert it there, and release it from the default branch.`,
    'refused',
  );
}
