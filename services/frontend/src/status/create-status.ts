import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import type { EnvironmentAddress } from '../environments/environment-list.ts';
import type { SeenEnvironment } from '../environments/observe-environment.ts';
import { watchEnvironments } from '../environments/watch-environments.ts';
import type { EnvironmentStatus } from './environment-status.ts';
import { peerAddresses, type AddressVariables } from './peer-addresses.ts';
import { watchServices } from './watch-services.ts';

/** What runs, here and elsewhere. Neither method rejects, and each answers within the budget of a page. */
export interface Status {
  /** The services of this environment. */
  services(): Promise<EnvironmentStatus>;
  /** All environments of the board, in the order of promotion; empty where there is no board. */
  environments(): Promise<SeenEnvironment[]>;
}

export interface StatusOptions {
  config: ServiceIdentity &
    AddressVariables & {
      ENVIRONMENTS: readonly EnvironmentAddress[];
      PAGE_BUDGET_MS: number;
    };
  health: Health;
  logger: Logger;
}

// However many have the page open, the services are asked no more often than this.
const freshMs = 1000;
// Another environment's frontend answers when its slowest service has, or has run out of time: the half that is left is
// for its answer to arrive.
const shareOfServices = 0.5;

/** Makes what the status page shows. Nothing is called before someone asks. */
export function createStatus({ config, health, logger }: StatusOptions): Status {
  const info = serviceInfo('frontend', config);
  const services = watchServices({
    info,
    health,
    addresses: peerAddresses(config),
    timeoutMs: Math.round(config.PAGE_BUDGET_MS * shareOfServices),
    freshMs,
    logger,
  });
  const environments = watchEnvironments({
    environments: config.ENVIRONMENTS.length > 1 ? config.ENVIRONMENTS : [],
    own: info.environment,
    ownStatus: services,
    timeoutMs: config.PAGE_BUDGET_MS,
    freshMs,
    logger,
  });
  return { services, environments };
}
