import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import { Stale, unavailable } from '../http/answer-schemas.ts';
import { freshnessHeaders } from '../http/freshness-headers.ts';
import { combinedFreshness } from '../last-known/freshness.ts';
import type { LastKnown } from '../last-known/last-known.ts';
import type { RecentVotes } from './recent-votes.ts';
import { DEFAULT_TRENDING_LIMIT, TrendingItems, TrendingLimit } from './trending-schemas.ts';
import { trendingProducts } from './trending.ts';

const schema = {
  tags: ['recommendations'],
  summary: 'What gets votes now',
  description: 'By the votes of the last 30 days; a vote counts half after three days.',
  querystring: Type.Object({ limit: TrendingLimit }, { additionalProperties: false }),
  response: {
    200: Type.Object({ items: TrendingItems, stale: Stale }),
    ...notModified,
    ...problemResponses({ 400: 'The limit is out of its range.', 503: unavailable }),
  },
};

export interface TrendingOptions {
  catalog: LastKnown<CatalogSnapshot>;
  votes: LastKnown<RecentVotes>;
}

/** `GET /api/trending`: the products with the most recent votes. */
export const trendingRoutes: FastifyPluginCallbackTypebox<TrendingOptions> = (app, sources, done) => {
  app.get('/api/trending', { schema }, async (request, reply) => {
    const [products, votes] = await Promise.all([sources.catalog.get(), sources.votes.get()]);
    const freshness = combinedFreshness(products, votes);
    reply.headers(freshnessHeaders(freshness));
    const { limit = DEFAULT_TRENDING_LIMIT } = request.query;
    const items = trendingProducts(products.value, votes.value, limit);
    return { items, stale: freshness.isStale };
  });
  done();
};
