import { compare } from 'semver';
import type { EnvRepo } from './env-repo.ts';
import { readHistory } from './history.ts';

/** What is in an environment of a service. */
export interface Standing {
  service: string;
  environment: string;
  /** `null` where there is none. */
  version: string | null;
  /** Since when, ISO 8601, and who brought it. */
  since: string | null;
  by: string | null;
  /** How many releases newer than that there are. */
  behind: number | null;
}

/**
 * What is where, service by service, in the order of the policy.
 *
 * @param releases the versions that were released of a service
 */
export async function readStatus(
  repo: EnvRepo,
  releases: (service: string) => Promise<readonly string[]>,
): Promise<Standing[]> {
  const { services, environments } = repo.policy;
  const standings: Standing[] = [];
  for (const service of services) {
    const versions = await releases(service);
    for (const { name: environment } of environments) {
      const [newest] = await readHistory(repo, environment, service);
      const version = newest?.release?.version;
      standings.push({
        service,
        environment,
        version: version ?? null,
        since: newest?.content === undefined ? null : newest.at,
        by: newest?.content === undefined ? null : newest.by,
        behind: version === undefined ? null : versions.filter((other) => compare(other, version) > 0).length,
      });
    }
  }
  return standings;
}
