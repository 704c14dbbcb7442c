import { compare } from 'semver';
import { PlainError } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import { isHotfixUnder, readDeployments } from './deployments.ts';
import { readHistory } from './history.ts';
import type { Release } from './release-schema.ts';

/**
 * A rollback sticks: what an environment has left for an older release comes back only when a person names it, not
 * because a job runs again. What has only made room for a hotfix was not rolled back.
 *
 * @param repo with its history
 * @param current what is there now
 * @throws PlainError when an older release was brought back in the version's place
 */
export async function refuseRolledBack(
  repo: EnvRepo,
  environment: string,
  service: string,
  version: string,
  current: Release,
): Promise<void> {
  if (compare(current.version, version) >= 0) return;
  const deployments = readDeployments(await readHistory(repo, environment, service));
  const there = deployments.findLast(({ release }) => release.version === version);
  if (there?.rolledBackAt === undefined) return;
  throw new PlainError(
    `${environment} had ${service} ${version}, and was rolled back to ${current.version}. Release a fix; to bring it back as it was: \`delivery rollback ${service} --env ${environment} --to ${version}\`.`,
    'refused',
  );
}

/**
 * Whether an environment makes room for a release although a newer version is there: for a hotfix of an older line, once.
 *
 * @param repo with its history
 * @param current what is there now
 */
export async function makesRoom(
  repo: EnvRepo,
  environment: string,
  service: string,
  release: Release,
  current: Release,
): Promise<boolean> {
  if (!isHotfixUnder(release, current)) return false;
  const history = await readHistory(repo, environment, service);
  return history.every((arrival) => arrival.release?.version !== release.version);
}
