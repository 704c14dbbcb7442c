import { gt, lt } from 'semver';
import type { Arrival } from './history.ts';
import type { Release } from './release-schema.ts';

/** A release that came to an environment, and how it went. */
export interface Deployment {
  release: Release;
  /** When it came, in milliseconds since 1970. */
  at: number;
  /** The newest release that had been there before; `undefined` for a first one. */
  previous: Release | undefined;
  /** When an older release was brought back in its place; `undefined` where that was not needed. */
  rolledBackAt: number | undefined;
}

/**
 * Whether a release is a hotfix of an older line than another one: lower as a version, and made after it. Versions from
 * the default branch rise with time, so nothing else is both.
 */
export function isHotfixUnder(release: Release, other: Release): boolean {
  return lt(release.version, other.version) && Date.parse(release.releasedAt) > Date.parse(other.releasedAt);
}

/**
 * Tells deployments from rollbacks. What is older than what was there is a rollback: it takes away every deployment that
 * is newer than itself, and those have failed. A hotfix that comes for the first time is none: the environment is lent
 * to it.
 *
 * @param history of one service in one environment, newest first
 * @returns oldest first
 */
export function readDeployments(history: readonly Arrival[]): Deployment[] {
  const deployments: Deployment[] = [];
  let current: Release | undefined;
  let newest: Release | undefined;
  for (const arrival of history.toReversed()) {
    const { release } = arrival;
    if (release === undefined) continue;
    const at = Date.parse(arrival.at);
    const isNew = deployments.every((deployment) => deployment.release.version !== release.version);
    const isLoan = current !== undefined && isNew && isHotfixUnder(release, current);
    if (current !== undefined && lt(release.version, current.version) && !isLoan) {
      for (const deployment of deployments) {
        if (gt(deployment.release.version, release.version)) deployment.rolledBackAt ??= at;
      }
    } else if (release.version !== current?.version) {
      deployments.push({ release, at, previous: newest, rolledBackAt: undefined });
      if (newest === undefined || gt(release.version, newest.version)) newest = release;
    }
    current = release;
  }
  return deployments;
}
