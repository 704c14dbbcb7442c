import { compare } from 'semver';
import { PlainError } from '../plain-error.ts';
import type { EnvRepo } from './env-repo.ts';
import { complete, readHistory } from './history.ts';
import type { Release } from './release-schema.ts';

/**
 * A rollback sticks: what an environment has left for an older release comes back only when a person names it, not
 * because a job runs again.
 *
 * @param repo with its history
 * @param current what is there now
 * @throws PlainError when the version was there and an older one was brought back
 */
export async function refuseRolledBack(
  repo: EnvRepo,
  environment: string,
  service: string,
  version: string,
  current: Release,
): Promise<void> {
  if (compare(current.version, version) >= 0) return;
  const history = complete(await readHistory(repo, environment, service));
  if (!history.some(({ release }) => release.version === version)) return;
  throw new PlainError(
    `${environment} had ${service} ${version}, and was rolled back to ${current.version}. Release a fix; to bring it back as it was: \`delivery rollback ${service} --env ${environment} --to ${version}\`.`,
    'refused',
  );
}
