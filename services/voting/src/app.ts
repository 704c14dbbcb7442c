import { createApp, type App, type ServerLimits } from '@foldline/service-kit/fastify/app';
import type { Health } from '@foldline/service-kit/health';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import type { Database } from './database.ts';
import { createCatalogLookup } from './known-products/catalog-lookup.ts';
import { createKnownProducts } from './known-products/known-products.ts';
import { createLeaderboardRepository } from './leaderboard/leaderboard-repository.ts';
import { leaderboardRoutes } from './leaderboard/routes.ts';
import { createRateLimit, type RateLimits } from './rate-limit/rate-limit.ts';
import { voteRoutes } from './votes/routes.ts';
import { createVoteRepository } from './votes/vote-repository.ts';
import { createVoteService } from './votes/vote-service.ts';

export interface Dependencies {
  config: ServiceIdentity & ServerLimits & RateLimits & { CATALOG_TIMEOUT_MS: number };
  logger: Logger;
  health: Health;
  metrics: Metrics;
  database: Database;
  catalog: PeerClient;
}

const api = {
  title: 'Voting',
  description: 'Votes for products, their tallies, and leaderboards.',
  version: '1.0.0',
};

/** The voting service's API. It does not listen, and what it is given stays the caller's to close. */
export async function buildApp(dependencies: Dependencies): Promise<App> {
  const { config, logger, health, metrics, database, catalog } = dependencies;
  const app = await createApp({
    info: serviceInfo('voting', config),
    api,
    limits: config,
    logger,
    health,
    metrics,
  });
  const votes = createVoteRepository(database);
  const knownProducts = createKnownProducts({
    lookUp: createCatalogLookup(catalog),
    lookUpTimeoutMs: config.CATALOG_TIMEOUT_MS,
    hasVotes: (productId) => votes.hasTally(productId),
  });
  const voteService = createVoteService({ votes, knownProducts });
  const limitRequest = await createRateLimit(app, config);
  await app.register(voteRoutes, { voteService, votes, limitRequest });
  await app.register(leaderboardRoutes, { leaderboard: createLeaderboardRepository(database.prisma) });
  return app;
}
