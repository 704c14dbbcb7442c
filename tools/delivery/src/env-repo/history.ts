import { readBlobs } from '../git/read-blobs.ts';
import { readTrailers } from '../git/trailers.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { readReleaseFile } from './release-file.ts';
import type { Release } from './release-schema.ts';

/** A release that came to an environment, or, without one, the end of what was there. */
export interface Arrival {
  environment: string;
  /** When the branch of the env-repo got it, ISO 8601. */
  at: string;
  /** Who started the run that wrote it, or who merged it. */
  by: string;
  /** What named that run. */
  run: string | undefined;
  /** The hash of the commit in the env-repo. */
  envCommit: string;
  /** The bytes of `release.yaml`; `undefined` where it was removed. */
  content: Buffer | undefined;
  /** What they say; `undefined` where they are not valid. */
  release: Release | undefined;
}

/**
 * What has been in an environment, newest first, from git alone: each change of `release.yaml` on the branch itself. Of a
 * merged request the merge counts, since that is when it came and who let it in.
 *
 * @param repo with its history
 */
export async function readHistory(repo: EnvRepo, environment: string, service: string): Promise<Arrival[]> {
  const file = repo.path(releasePath(environment, service));
  const fields = await repo.git.parts(
    ['log', '-z', '--first-parent', '--format=%H%x00%cI%x00%aN%x00%B', repo.commit, '--', file],
    { env: { GIT_LITERAL_PATHSPECS: '1' } },
  );
  const commits = Array.from({ length: fields.length / 4 }, (_, index) =>
    fields.slice(index * 4, index * 4 + 4),
  );
  const contents = await readBlobs(
    repo.git,
    commits.map(([hash = '']) => `${hash}:${file}`),
  );
  return commits.map(([envCommit = '', at = '', author = '', message = ''], index) => {
    const trailers = readTrailers(message);
    const content = contents[index];
    return {
      environment,
      at,
      by: trailers.get('Actor') ?? author,
      run: trailers.get('Run'),
      envCommit,
      content,
      release: content && readIfValid(content, service, file),
    };
  });
}

/** A release of the past, complete. */
export interface PastRelease {
  content: Buffer;
  release: Release;
}

/** The newest arrival of a version in the first of some environments that ever had it. */
export async function findRelease(
  repo: EnvRepo,
  service: string,
  version: string,
  environments: readonly string[],
): Promise<PastRelease | undefined> {
  for (const environment of environments) {
    const history = complete(await readHistory(repo, environment, service));
    const found = history.find(({ release }) => release.version === version);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The arrivals that were releases, and whose files were valid. */
export function complete(history: readonly Arrival[]): PastRelease[] {
  return history.flatMap(({ content, release }) => (content && release ? [{ content, release }] : []));
}

function readIfValid(content: Buffer, service: string, file: string): Release | undefined {
  try {
    return readReleaseFile(content, service, file);
  } catch {
    // History has what it has. `check` judges what is there now.
    return undefined;
  }
}
