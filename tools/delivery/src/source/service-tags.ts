import { compare } from 'semver';
import type { Git } from '../git/git.ts';

/** A release, as its tag tells. */
export interface ServiceTag {
  /** `catalog-v1.4.2` */
  name: string;
  version: string;
  /** The hash of the commit that it names. */
  commit: string;
}

const plainVersion = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

/** Whether a text is a version that a release can have: three numbers, no prerelease, no build. */
export function isReleaseVersion(text: string): boolean {
  return plainVersion.test(text);
}

/** The name of a release's tag. */
export function tagName(service: string, version: string): string {
  return `${service}-v${version}`;
}

/** Has the releases of a service in a scratch repository as the remote has them, those that have gone aside. */
export function tagRefspec(service: string): string {
  return `+refs/tags/${service}-v*:refs/tags/${service}-v*`;
}

/**
 * The releases of a service, newest version first. Other tags are left alone: other services', prereleases, names that
 * only look alike, tags of something that is not a commit.
 *
 * @param filter of `git for-each-ref`, such as `--merged=<commit>`
 */
export async function readServiceTags(
  git: Git,
  service: string,
  filter: readonly string[] = [],
): Promise<ServiceTag[]> {
  const format = '%(refname:strip=2)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)';
  const lines = await git.text(['for-each-ref', ...filter, `--format=${format}`, `refs/tags/${service}-v*`]);
  return lines
    .split('\n')
    .flatMap((line) => {
      const [name = '', object = '', type, peeled = '', peeledType] = line.split('\0');
      const version = name.slice(service.length + 2);
      if (!isReleaseVersion(version)) return [];
      if (type === 'commit') return [{ name, version, commit: object }];
      return peeledType === 'commit' ? [{ name, version, commit: peeled }] : [];
    })
    .sort((one, other) => compare(other.version, one.version));
}
