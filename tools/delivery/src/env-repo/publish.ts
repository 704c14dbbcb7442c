import type { Forge, ChangeRequest } from '../forge/forge.ts';
import { push } from '../git/push.ts';
import { replaceFile } from '../git/replace-file.ts';
import { messageWithTrailers } from '../git/trailers.ts';
import { promotionsRef, releasePath, type EnvRepo } from './env-repo.ts';
import type { Release } from './release-schema.ts';

/** A `release.yaml` on its way into an environment. */
export interface Change {
  environment: string;
  service: string;
  /** The bytes of the file. */
  content: Buffer;
  /** What they say. */
  release: Release;
  /** `deploy catalog 1.4.2` */
  title: string;
  /** What names the run, and who started it. */
  run: string;
  actor: string | undefined;
}

/** Pushes a change to the branch that environments are read from. */
export async function publish(repo: EnvRepo, change: Change): Promise<'pushed' | 'moved'> {
  const commit = await commitOf(repo, change);
  return push(repo.git, repo.address, commit, `refs/heads/${repo.branch}`);
}

/** What has become of a change that a person has to let in. */
export interface Proposal {
  /** The branch that has it. */
  head: string;
  /** The request to merge the branch; `undefined` where the env-repo is a path, and so on no forge. */
  request: ChangeRequest | undefined;
}

/**
 * Pushes a change to a branch of its own, and opens or updates the request to merge it. There is one for each service in
 * an environment: the latest wish counts. What has been reviewed stays as it is while it says the same.
 *
 * @param body Markdown, for who reviews it
 */
export async function propose(
  repo: EnvRepo,
  forge: Forge | undefined,
  change: Change,
  body: string,
): Promise<Proposal | 'moved'> {
  const { environment, service } = change;
  const head = `promote/${environment}/${service}`;
  const there = await repo.git.run([
    'rev-parse',
    '--verify',
    '--quiet',
    `${promotionsRef}/${environment}/${service}`,
  ]);
  const expected = there.stdout.toString().trim();
  if (expected === '' || !(await stillSays(repo, expected, change))) {
    const commit = await commitOf(repo, change);
    if ((await push(repo.git, repo.address, commit, `refs/heads/${head}`, expected)) === 'moved')
      return 'moved';
  }
  const request = await forge?.propose({ head, base: repo.branch, title: headerOf(change), body });
  return { head, request };
}

function commitOf({ git, commit, path }: EnvRepo, change: Change): Promise<string> {
  const { environment, service, content, release, run, actor } = change;
  const message = messageWithTrailers([headerOf(change)], {
    Service: service,
    Version: release.version,
    Environment: environment,
    'Source-Commit': release.commit,
    Run: run,
    Actor: actor,
  });
  return replaceFile(git, commit, path(releasePath(environment, service)), content, message);
}

function headerOf({ environment, title }: Change): string {
  return `chore(${environment}): ${title}`;
}

/** Whether a branch would bring this very content, and nothing else has changed the file since the branch was made. */
async function stillSays({ git, commit, path }: EnvRepo, branch: string, change: Change): Promise<boolean> {
  const file = path(releasePath(change.environment, change.service));
  const base = await git.run(['merge-base', commit, branch]);
  if (base.exitCode !== 0) return false;
  const blobAt = async (revision: string): Promise<string> =>
    (await git.run(['rev-parse', '--verify', '--quiet', `${revision}:${file}`])).stdout.toString();
  const wanted = await git.text(['hash-object', '--stdin'], { input: change.content });
  const [proposed, before, now] = await Promise.all(
    [branch, base.stdout.toString().trim(), commit].map(blobAt),
  );
  return proposed?.trim() === wanted && before === now;
}
