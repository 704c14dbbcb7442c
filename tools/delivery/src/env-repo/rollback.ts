import { compare } from 'semver';
import { untilPushed } from '../git/push.ts';
import { PlainError } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import { complete, findRelease, readHistory, type PastRelease } from './history.ts';
import { checkService, findEnvironment } from './policy.ts';
import { currentRelease, move, unmoved, type MoveOptions, type MoveResult } from './promote.ts';
import type { Release } from './release-schema.ts';

export interface RollbackOptions extends MoveOptions {
  /** The version to go to; without one the newest of the older ones that were there. */
  to: string | undefined;
}

/**
 * Brings back an older release, byte for byte as it was. Where a person lets releases in, a person lets this in too.
 *
 * @throws PlainError when the release was never there, or in an environment before
 */
export function rollback(look: () => Promise<EnvRepo>, options: RollbackOptions): Promise<MoveResult> {
  const { service, environment } = options;
  return untilPushed(async () => {
    const repo = await look();
    checkService(repo.policy, service);
    const target = findEnvironment(repo.policy, environment);
    const current = await currentRelease(repo, environment, service);
    const { content, release } = await findOlder(repo, options, current?.release);
    if (current?.content.equals(content) === true) return unmoved(options, release, current.release);
    const isGated = target.gate === 'pull-request';
    return move(repo, options, {
      content,
      release,
      current: current?.release,
      isGated,
      verb: 'roll back to',
    });
  });
}

async function findOlder(
  repo: EnvRepo,
  { service, environment, to }: RollbackOptions,
  current: Release | undefined,
): Promise<PastRelease> {
  if (to === undefined) {
    const [found] = complete(await readHistory(repo, environment, service)).filter(
      ({ release }) => current === undefined || compare(release.version, current.version) < 0,
    );
    if (found !== undefined) return found;
    throw new PlainError(
      `There was no release of ${service} in ${environment} before ${current?.version ?? 'now'}. Name one that was in an environment before it: --to <version>.`,
    );
  }
  const names = repo.policy.environments.map(({ name }) => name);
  const upToHere = names.slice(0, names.indexOf(environment) + 1).reverse();
  const found = await findRelease(repo, service, to, upToHere);
  if (found !== undefined) return found;
  throw new PlainError(
    `${service} ${to} was never in ${upToHere.join(' or ')}. \`delivery history ${service}\` tells what was.`,
  );
}
