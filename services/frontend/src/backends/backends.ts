import type { HealthCheck } from '@foldline/service-kit/health';
import { createPeerClient, type PeerClient } from '@foldline/service-kit/http/peer-client';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { createCatalog, type Catalog } from './catalog.ts';
import { createRecommendation, type Recommendation } from './recommendation.ts';
import { createVoting, type Voting } from './voting.ts';

/** The services behind the shop; each is `undefined` in a shop that was started without it. */
export interface Backends {
  catalog: Catalog | undefined;
  voting: Voting | undefined;
  recommendation: Recommendation | undefined;
}

export interface BackendConnections {
  backends: Backends;
  /** One check per configured backend; none is required, because the shop opens without any. */
  checks: Record<string, HealthCheck>;
  close(): Promise<void>;
}

export interface BackendOptions {
  config: {
    CATALOG_URL?: string | undefined;
    VOTING_URL?: string | undefined;
    RECOMMENDATION_URL?: string | undefined;
    BACKEND_TIMEOUT_MS: number;
  };
  logger: Logger;
  metrics: Metrics;
}

/** Makes a client for each backend whose address is configured. Nothing is called yet. */
export function connectBackends({ config, logger, metrics }: BackendOptions): BackendConnections {
  const peers: PeerClient[] = [];
  function connect<Backend>(
    peer: string,
    baseUrl: string | undefined,
    create: (client: PeerClient) => Backend,
  ): Backend | undefined {
    if (baseUrl === undefined) return undefined;
    const client = createPeerClient({
      peer,
      baseUrl,
      logger,
      metrics,
      timeoutMs: config.BACKEND_TIMEOUT_MS,
    });
    peers.push(client);
    return create(client);
  }
  const backends = {
    catalog: connect('catalog', config.CATALOG_URL, createCatalog),
    voting: connect('voting', config.VOTING_URL, createVoting),
    recommendation: connect('recommendation', config.RECOMMENDATION_URL, createRecommendation),
  };
  return {
    backends,
    checks: Object.fromEntries(
      peers.map((client) => [client.peer, { probe: (signal) => client.probe(signal), required: false }]),
    ),
    async close() {
      await Promise.all(peers.map((peer) => peer.close()));
    },
  };
}
