import type { ServiceStatus } from '../status/environment-status.ts';
import type { SeenEnvironment } from './observe-environment.ts';
import { versionGap, type Build, type VersionGap } from './version-gap.ts';

/** What runs of one service in one environment. */
export interface BoardCell {
  /** `undefined` in an environment that cannot be seen, or that has no such service. */
  service: ServiceStatus | undefined;
  /** How it stands to the environment before; `undefined` for the first, and where one of the two is not known. */
  gap: VersionGap | undefined;
}

export interface BoardRow {
  service: string;
  /** One for each environment, in their order. */
  cells: BoardCell[];
}

/**
 * Sets the environments side by side, service by service.
 *
 * @param environments in the order of promotion
 * @param services those that a row is sure to be there for, first; others follow as the environments name them
 */
export function boardOf(environments: readonly SeenEnvironment[], services: readonly string[]): BoardRow[] {
  const seen = environments.map((environment) =>
    environment.state === 'seen' ? environment.status.services : [],
  );
  const names = new Set([...services, ...seen.flat().map(({ service }) => service)]);
  return [...names].map((name) => {
    const found = seen.map((listed) => listed.find(({ service }) => service === name));
    return {
      service: name,
      cells: found.map((service, index) => ({ service, gap: gapBetween(service, found[index - 1]) })),
    };
  });
}

function gapBetween(
  service: ServiceStatus | undefined,
  before: ServiceStatus | undefined,
): VersionGap | undefined {
  const [here, there] = [buildOf(service), buildOf(before)];
  return here && there ? versionGap(here, there) : undefined;
}

function buildOf(service: ServiceStatus | undefined): Build | undefined {
  return service === undefined || service.version === null
    ? undefined
    : { version: service.version, commit: service.commit };
}
