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
 * Tells deployments from rollbacks. What is older than what was there is a rollback: it takes away every deployment that
 * is newer than itself, and those have failed.
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
    if (current !== undefined && lt(release.version, current.version)) {
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
