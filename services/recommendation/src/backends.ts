import type { HealthCheck } from '@foldline/service-kit/health';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { createPeerClient } from '@foldline/service-kit/http/peer-client';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { catalogReader, type CatalogSnapshot } from './catalog/catalog-snapshot.ts';
import type { Config } from './config.ts';
import type { paths as CatalogPaths } from './generated/catalog.ts';
import type { paths as VotingPaths } from './generated/voting.ts';
import { createLastKnown, type LastKnown } from './last-known/last-known.ts';
import { readRecentVotes, type RecentVotes } from './trending/recent-votes.ts';

export interface BackendOptions {
  config: Config;
  logger: Logger;
  metrics: Metrics;
  /** A clock that never goes back, in milliseconds; the process's own unless a test sets it. */
  now?: () => number;
}

export interface Backends {
  catalog: LastKnown<CatalogSnapshot>;
  votes: LastKnown<RecentVotes>;
  /** What readiness reports of each backend. None is required: this service answers from what it knows. */
  checks: Record<'catalog' | 'voting', HealthCheck>;
  close(): Promise<void>;
}

/** What this service knows of the others, and how it finds out. Nothing is asked before the first request. */
export function createBackends({ config, logger, metrics, now }: BackendOptions): Backends {
  const peer = { logger, metrics, timeoutMs: config.PEER_TIMEOUT_MS };
  const catalog = createPeerClient({ ...peer, peer: 'catalog', baseUrl: config.CATALOG_URL });
  const voting = createPeerClient({ ...peer, peer: 'voting', baseUrl: config.VOTING_URL });
  const catalogApi = createApiClient<CatalogPaths>(catalog);
  const votingApi = createApiClient<VotingPaths>(voting);
  const refresh = {
    logger,
    timeoutMs: config.REFRESH_TIMEOUT_MS,
    pauseMs: config.REFRESH_PAUSE_MS,
    patienceMs: config.REFRESH_PATIENCE_MS,
    ...(now && { now }),
  };
  return {
    catalog: createLastKnown({
      ...refresh,
      source: 'catalog',
      load: catalogReader(catalogApi, { maxProducts: config.MAX_PRODUCTS, logger }),
      ttlMs: config.CATALOG_TTL_MS,
    }),
    votes: createLastKnown({
      ...refresh,
      source: 'voting',
      load: () => readRecentVotes(votingApi),
      ttlMs: config.VOTES_TTL_MS,
    }),
    checks: {
      catalog: { probe: (signal) => catalog.probe(signal), required: false },
      voting: { probe: (signal) => voting.probe(signal), required: false },
    },
    async close() {
      await Promise.all([catalog.close(), voting.close()]);
    },
  };
}
