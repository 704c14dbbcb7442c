import { compare, parse, type SemVer } from 'semver';
import { isCommit } from '../status/commit-id.ts';

/** What runs somewhere, as far as two places are compared. */
export interface Build {
  version: string;
  commit: string | null;
}

/** How a build stands to the one before it on the way to production. */
export type VersionGap =
  | { kind: 'same' }
  | { kind: 'behind' | 'ahead'; words: string }
  /** Another build of the same version, or a version that is none of SemVer: which is newer cannot be said. */
  | { kind: 'other'; words: string };

const levels = ['major', 'minor', 'patch'] as const;

/**
 * Compares two builds by Semantic Versioning 2.0.0. The words count the first level that differs: 1.2.9 is "1 minor
 * behind" 1.3.0. Build metadata have no precedence (section 10), so what differs in them alone is told by the commits.
 */
export function versionGap(build: Build, before: Build): VersionGap {
  const [here, there] = [parse(build.version), parse(before.version)];
  if (here === null || there === null) {
    return build.version === before.version
      ? sameVersion(build, before)
      : { kind: 'other', words: 'another version' };
  }
  const order = compare(here, there);
  if (order === 0) return sameVersion(build, before);
  const kind = order < 0 ? 'behind' : 'ahead';
  return { kind, words: `${distance(here, there)} ${kind}` };
}

function distance(here: SemVer, there: SemVer): string {
  const level = levels.find((candidate) => here[candidate] !== there[candidate]);
  return level === undefined ? 'a pre-release' : `${Math.abs(here[level] - there[level])} ${level}`;
}

function sameVersion({ commit }: Build, before: Build): VersionGap {
  return isSameCommit(commit, before.commit)
    ? { kind: 'same' }
    : { kind: 'other', words: 'same version, other commit' };
}

// A commit may be given in full or in short; one that is not known is no reason to doubt the version.
function isSameCommit(one: string | null, other: string | null): boolean {
  if (!isCommit(one) || !isCommit(other)) return true;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a.startsWith(b) || b.startsWith(a);
}
