import { inc } from 'semver';
import type { Git } from '../git/git.ts';
import { PlainError } from '../plain-error.ts';
import type { ConventionalCommit, Level } from './conventional-commit.ts';
import { levelOf } from './conventional-commit.ts';
import { dependencyChanges, type DependencyChange } from './dependency-changes.ts';
import { isOfLine, type HotfixBranch } from './hotfix-branch.ts';
import { refuseMisplaced, refuseMoreThanPatch } from './hotfix-rules.ts';
import { originsOf, parseLockfile, type Lockfile } from './lockfile.ts';
import { missingFixes } from './missing-fixes.ts';
import { readCommits } from './read-commits.ts';
import { withoutReverted } from './reverts.ts';
import { lockfilePath, serviceFolders } from './service-paths.ts';
import { readServiceTags, tagName, type ServiceTag } from './service-tags.ts';

/** What is to be released of a service at a commit. */
export interface Plan {
  service: string;
  /** The hash of the commit. */
  commit: string;
  /**
   * `release`: there is something to release. `nothing`: there is not. `already`: this very commit is a release.
   * `superseded`: a release has been made of a newer commit, with all that this one has.
   */
  outcome: 'release' | 'nothing' | 'already' | 'superseded';
  /** The version to release, or the one that is released already, or the one that supersedes. */
  version: string | undefined;
  /** The release before it, in the history of the commit; on a hotfix branch of its line. */
  last: ServiceTag | undefined;
  /** How far the version moves; `undefined` for a first release. */
  level: Level | undefined;
  /** What has changed since, newest first, without what was taken back. */
  commits: ConventionalCommit[];
  /** Packages from the registry that have changed since. Each asks for a patch. */
  dependencies: DependencyChange[];
  /** The hotfix branch that it is of; `undefined` for a release from the default branch. */
  branch: HotfixBranch | undefined;
  /** Fixes of that branch that the default branch does not have, newest first. */
  missing: ConventionalCommit[];
}

/** The version that a service begins with. */
const firstVersion = '0.1.0';

/**
 * Decides what to release: semantic versions from conventional commits over the paths that the service is built from.
 * Before 1.0.0 a breaking change is a minor; only a tag made by hand leaves 0.x. A hotfix branch has the patches of its
 * line, and nothing else.
 *
 * @param git a repository with the commit and the default branch, and with the service's tags as the remote has them
 * @throws PlainError when the version is another commit's, or the hotfix branch is not one that a patch can come from
 */
export async function planRelease(
  git: Git,
  service: string,
  commit: string,
  branch?: HotfixBranch,
): Promise<Plan> {
  const lockfile = await lockfileAt(git, commit);
  // It says so when there is no such service.
  const folders = serviceFolders(lockfile, service);
  const missing = branch === undefined ? [] : await missingFixes(git, commit, folders);
  const base = { service, commit, level: undefined, commits: [], dependencies: [], branch, missing };
  const read = async (filter: string): Promise<ServiceTag[]> =>
    (await readServiceTags(git, service, [filter])).filter(
      ({ version }) => branch === undefined || isOfLine(version, branch.line),
    );
  const merged = await read(`--merged=${commit}`);
  const released = merged.find((tag) => tag.commit === commit);
  if (released !== undefined) {
    const last = merged.find((tag) => tag.commit !== commit);
    return { ...base, outcome: 'already', version: released.version, last };
  }
  const [last] = merged;
  const [newer] = await read(`--contains=${commit}`);
  if (newer !== undefined) return { ...base, outcome: 'superseded', version: newer.version, last };
  if (branch !== undefined) await refuseMisplaced(git, service, branch, commit);

  const commits = withoutReverted(await readCommits(git, last?.commit, commit, folders));
  if (last === undefined) return { ...base, outcome: 'release', version: firstVersion, last, commits };
  if (branch !== undefined) refuseMoreThanPatch(branch, last, commits);
  const dependencies = dependencyChanges(
    originsIn(await lockfileAt(git, last.commit), service),
    originsOf(lockfile, service),
  );
  const asked = highest([...commits.map(levelOf), dependencies.length > 0 ? 'patch' : undefined]);
  const level = asked === 'major' && last.version.startsWith('0.') ? 'minor' : asked;
  if (level === undefined) {
    return { ...base, outcome: 'nothing', version: undefined, last, commits };
  }
  const version = inc(last.version, level) ?? firstVersion;
  await refuseTaken(git, service, version);
  return { ...base, outcome: 'release', version, last, level, commits, dependencies };
}

function highest(levels: readonly (Level | undefined)[]): Level | undefined {
  return (['major', 'minor', 'patch'] as const).find((level) => levels.includes(level));
}

async function lockfileAt(git: Git, commit: string): Promise<Lockfile> {
  const { exitCode, stdout } = await git.run(['cat-file', 'blob', `${commit}:${lockfilePath}`]);
  if (exitCode === 0) return parseLockfile(stdout.toString());
  throw new PlainError(`${commit} has no ${lockfilePath}. Run the command in a clone of this repository.`);
}

/** A service that was elsewhere or not there at its last release had no packages then. */
function originsIn(lockfile: Lockfile, service: string): ReturnType<typeof originsOf> {
  return lockfile.has(`services/${service}`)
    ? originsOf(lockfile, service)
    : { folders: [], packages: new Map() };
}

async function refuseTaken(git: Git, service: string, version: string): Promise<void> {
  const taken = (await readServiceTags(git, service)).find((tag) => tag.version === version);
  if (taken === undefined) return;
  throw new PlainError(
    `${service} ${version} would be next, but ${tagName(service, version)} names ${taken.commit.slice(0, 12)}, which is not in this history. Merge that commit, or remove the tag if it was a mistake.`,
  );
}
