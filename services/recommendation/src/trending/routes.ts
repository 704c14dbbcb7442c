import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import { Product } from '../catalog/product.ts';
import { Stale, unavailable } from '../http/answer-schemas.ts';
import { freshnessHeaders } from '../http/freshness-headers.ts';
import { combinedFreshness } from '../last-known/freshness.ts';
import type { LastKnown } from '../last-known/last-known.ts';
import type { RecentVotes } from './recent-votes.ts';
import { trendingProducts } from './trending.ts';

const schema = {
  tags: ['recommendations'],
  summary: 'What gets votes now',
  description: 'By the votes of the last 30 days; a vote counts half after three days.',
  querystring: Type.Object(
    { limit: Type.Integer({ minimum: 1, maximum: 24, default: 6 }) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      items: Type.Array(
        Type.Object({
          product: Product,
          score: Type.Number({ exclusiveMinimum: 0, description: 'the sum of its votes, each by its age' }),
        }),
      ),
      stale: Stale,
    }),
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
    const items = trendingProducts(products.value, votes.value, request.query.limit);
    return { items, stale: freshness.isStale };
  });
  done();
};
