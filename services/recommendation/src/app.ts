import { createApp, type App, type ServerLimits } from '@foldline/service-kit/fastify/app';
import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import type { CatalogSnapshot } from './catalog/catalog-snapshot.ts';
import { dailyRoutes } from './daily/routes.ts';
import { highlightsRoutes } from './highlights/routes.ts';
import { addEntityTags } from './http/add-entity-tags.ts';
import type { LastKnown } from './last-known/last-known.ts';
import { similarRoutes } from './similar/routes.ts';
import type { RecentVotes } from './trending/recent-votes.ts';
import { trendingRoutes } from './trending/routes.ts';

export interface AppDependencies {
  config: ServiceIdentity & ServerLimits;
  logger: Logger;
  health: Health;
  metrics: Metrics;
  catalog: LastKnown<CatalogSnapshot>;
  votes: LastKnown<RecentVotes>;
  /** The time of day; the machine's own unless a test sets it. */
  clock?: () => Date;
}

const api = {
  title: 'Recommendation',
  description:
    'Origami of the day, similar products, trending. While catalog or voting is away, answers are the last known ones, marked stale.',
  version: '1.0.0',
};

/** The service as an app that does not listen. */
export async function buildApp(dependencies: AppDependencies): Promise<App> {
  const { config, logger, health, metrics, catalog, votes, clock = () => new Date() } = dependencies;
  const info = serviceInfo('recommendation', config);
  const app = await createApp({ info, api, limits: config, logger, health, metrics });
  await app.register((recommendations, _options, done) => {
    addEntityTags(recommendations);
    recommendations.register(dailyRoutes, { catalog, clock });
    recommendations.register(similarRoutes, { catalog });
    recommendations.register(trendingRoutes, { catalog, votes });
    recommendations.register(highlightsRoutes, { catalog, votes, clock });
    done();
  });
  return app;
}
