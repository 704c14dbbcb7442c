import type { Git } from '../git/git.ts';
import { readTrailers } from '../git/trailers.ts';

/** A container image, by its content. */
export interface Image {
  /** Registry and path, without a tag: `ghcr.io/foldline/catalog`. */
  repository: string;
  /** `sha256:` and 64 hexadecimal digits. */
  digest: string;
}

/** What a release's tag tells. */
export interface Released {
  tag: string;
  /** The hash of the commit. */
  commit: string;
  /** When, in UTC with seconds: `2026-11-25T04:37:41Z`. */
  releasedAt: string;
  /** The image that was claimed with the version, if any. */
  image: Image | undefined;
  /** The message without its trailers. */
  notes: string;
}

/** What an image's repository can be called. */
export const repositoryPattern = /^[a-z0-9][a-z0-9._/:-]{0,253}[a-z0-9]$/;
export const digestPattern = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads the tag of a release; one that was made by hand, even a lightweight one, will do.
 *
 * @param git a repository that has the tag
 */
export async function readRelease(git: Git, tag: string): Promise<Released> {
  const format = '%(creatordate:unix)%00%(objecttype)%00%(*objectname)%00%(objectname)%00%(contents)';
  const [seconds = '', type, peeled = '', object = '', contents = ''] = (
    await git.text(['for-each-ref', `--format=${format}`, `refs/tags/${tag}`])
  ).split('\0');
  const message = type === 'tag' ? contents : '';
  const trailers = readTrailers(message);
  const [repository = '', digest = ''] = trailers.get('Image')?.split('@') ?? [];
  const isImage = repositoryPattern.test(repository) && digestPattern.test(digest);
  return {
    tag,
    commit: type === 'tag' ? peeled : object,
    releasedAt: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z'),
    image: isImage ? { repository, digest } : undefined,
    notes: trailers.size === 0 ? message.trim() : message.trimEnd().split('\n\n').slice(0, -1).join('\n\n'),
  };
}
