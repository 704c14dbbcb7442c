import type { Forge, ReadRequest } from '../forge/forge.ts';
import { sameText } from '../forge/pull-requests.ts';
import { asSection, outsideSection, placeSection } from '../forge/section.ts';
import { PlainError } from '../plain-error.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { currentRelease } from './promote.ts';
import type { Release } from './release-schema.ts';
import { maxBody, requestBody } from './request-body.ts';

/** What has become of a request's description. */
export interface Description {
  /** `described`: its body was written. `already`: it says so. `skipped`: there is nothing to say, and why. */
  outcome: 'described' | 'already' | 'skipped';
  request: string;
  reason: string | null;
  /** The releases that it brings. */
  changes: { service: string; environment: string; version: string }[];
}

export interface DescribeOptions {
  source: SourceRepository;
  forge: Forge;
  number: number;
  helm: string;
}

/** Each release that it brings needs at least so much for its facts, in characters. */
const leastRoom = 25_000;

/**
 * Writes into a request, whoever has opened it, what it changes. What people have written around it stays.
 *
 * @throws PlainError when the forge refuses, the request is not valid, or its body has no room left
 */
export async function describeRequest(
  repo: EnvRepo,
  { source, forge, number, helm }: DescribeOptions,
): Promise<Description> {
  const request = await forge.read(number);
  const skipped = (reason: string): Description => ({
    outcome: 'skipped',
    request: request.url,
    reason,
    changes: [],
  });
  if (!request.isOpen) return skipped('it is closed');
  if (request.isFromFork) return skipped('its branch is in a fork, and is not read');
  if (request.base !== repo.branch) return skipped(`it is for another branch than ${repo.branch}`);
  const moves = await readMoves(repo, request);
  if (moves.length === 0) return skipped('it brings no release to an environment');

  const room = Math.floor((maxBody - 1000 - outsideSection(request.body).length) / moves.length);
  if (room < leastRoom) {
    throw new PlainError(
      `${request.url} has no room for what it changes: it brings ${moves.length} releases, each of which needs ${leastRoom} of ${maxBody} characters. Shorten its text, or split it.`,
      'refused',
    );
  }
  const parts: string[] = [];
  for (const { service, environment, content, release, current } of moves) {
    const context = { source, repo, service, environment, helm };
    const body = await requestBody(context, current, release, content, room - 100);
    parts.push(moves.length === 1 ? body : `### ${service} in ${environment}\n\n${body}`);
  }
  const body = placeSection(request.body, asSection(parts.join('\n\n')));
  const isThere = sameText(body, request.body);
  if (!isThere) await forge.describe(number, body);
  return {
    outcome: isThere ? 'already' : 'described',
    request: request.url,
    reason: null,
    changes: moves.map(({ service, environment, release: { version } }) => ({
      service,
      environment,
      version,
    })),
  };
}

/** A release that comes to an environment. */
interface Move {
  service: string;
  environment: string;
  /** Its `release.yaml`, and what that says. */
  content: Buffer;
  release: Release;
  /** What is there now. */
  current: Release | undefined;
}

/** What a request brings, from the files of its branch. Of these nothing is run. */
async function readMoves(repo: EnvRepo, { head }: ReadRequest): Promise<Move[]> {
  const ref = `refs/heads/${head}`;
  await repo.git.text(['check-ref-format', ref]);
  await repo.git.text([
    ...['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--end-of-options', repo.address],
    `+${ref}:refs/delivery/request`,
  ]);
  const commit = await repo.git.text(['rev-parse', 'refs/delivery/request']);
  const files = await repo.git.parts([
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    `${repo.commit}...${commit}`,
  ]);
  // The policy of the branch itself: what a request says about the policy does not count yet.
  const theirs: EnvRepo = { ...(await repo.at(commit)), policy: repo.policy };
  const moves: Move[] = [];
  for (const { name: environment } of repo.policy.environments) {
    for (const service of repo.policy.services) {
      if (!files.includes(repo.path(releasePath(environment, service)))) continue;
      const to = await currentRelease(theirs, environment, service);
      // Whoever takes a service away sees that in the request's files.
      if (to === undefined) continue;
      const current = await currentRelease(repo, environment, service);
      moves.push({ service, environment, ...to, current: current?.release });
    }
  }
  return moves;
}
