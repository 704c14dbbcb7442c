import type { Git } from '../git/git.ts';
import { commitsBetween } from '../source/commits-between.ts';
import { readDeployments, type Deployment } from './deployments.ts';
import type { EnvRepo } from './env-repo.ts';
import { readHistory } from './history.ts';

/**
 * The four keys of software delivery performance, as DORA defines them: https://dora.dev/guides/dora-metrics-four-keys/.
 * Times are medians, in seconds; a figure is `null` where there is nothing to take it from.
 */
export interface Performance {
  /** How many releases came, and how many that is a week. */
  deployments: number;
  deploymentsPerWeek: number;
  /** From a commit to its release in the environment. The commits of a first release do not count. */
  leadTime: number | null;
  /** The part of the deployments that an older release had to replace, from 0 to 1. */
  changeFailRate: number | null;
  /** From such a deployment to the older release in its place. */
  recoveryTime: number | null;
}

/** A span of time, its end excluded. In milliseconds since 1970. */
export interface Period {
  from: number;
  to: number;
}

interface Observations {
  deployments: Deployment[];
  /** In milliseconds. */
  leadTimes: number[];
}

/**
 * How an environment was delivered to, service by service and as a whole, from git alone.
 *
 * @param repo with its history
 * @param source a repository with the releases' tags; commits that it does not have are left out of the lead time
 */
export async function measurePerformance(
  repo: EnvRepo,
  source: Git,
  environment: string,
  period: Period,
): Promise<{ services: ({ service: string } & Performance)[]; all: Performance }> {
  const observed: [string, Observations][] = [];
  for (const service of repo.policy.services) {
    const deployments = readDeployments(await readHistory(repo, environment, service)).filter(
      ({ at }) => at >= period.from && at < period.to,
    );
    const leadTimes = await Promise.all(deployments.map((one) => leadTimesOf(source, service, one)));
    observed.push([service, { deployments, leadTimes: leadTimes.flat() }]);
  }
  const all = observed.map(([, observations]) => observations);
  return {
    services: observed.map(([service, observations]) => ({ service, ...summarize(observations, period) })),
    all: summarize(
      {
        deployments: all.flatMap(({ deployments }) => deployments),
        leadTimes: all.flatMap(({ leadTimes }) => leadTimes),
      },
      period,
    ),
  };
}

async function leadTimesOf(
  source: Git,
  service: string,
  { release, previous, at }: Deployment,
): Promise<number[]> {
  if (previous === undefined) return [];
  const commits = (await commitsBetween(source, service, previous, release)) ?? [];
  return commits.map(({ committedAt }) => at - Date.parse(committedAt));
}

function summarize({ deployments, leadTimes }: Observations, { from, to }: Period): Performance {
  const recoveries = deployments.flatMap(({ at, rolledBackAt }) =>
    rolledBackAt === undefined ? [] : [rolledBackAt - at],
  );
  const count = deployments.length;
  return {
    deployments: count,
    deploymentsPerWeek: count / ((to - from) / week),
    leadTime: medianSeconds(leadTimes),
    changeFailRate: count === 0 ? null : recoveries.length / count,
    recoveryTime: medianSeconds(recoveries),
  };
}

const week = 7 * 24 * 3_600_000;

function medianSeconds(milliseconds: readonly number[]): number | null {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : Math.round((low + high) / 2000);
}
