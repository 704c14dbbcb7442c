import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import { Product } from '../catalog/product.ts';
import { CalendarDate, dailyProduct, noProducts } from '../daily/daily-product.ts';
import { Stale, unavailable } from '../http/answer-schemas.ts';
import { freshnessHeaders } from '../http/freshness-headers.ts';
import { combinedFreshness } from '../last-known/freshness.ts';
import type { LastKnown } from '../last-known/last-known.ts';
import type { RecentVotes } from '../trending/recent-votes.ts';
import { DEFAULT_TRENDING_LIMIT, TrendingItems, TrendingLimit } from '../trending/trending-schemas.ts';
import { trendingProducts } from '../trending/trending.ts';

const schema = {
  tags: ['recommendations'],
  summary: 'What a front page shows: the origami of the day, and what gets votes now',
  description: 'The answers of /api/daily and /api/trending in one.',
  querystring: Type.Object(
    { date: Type.Optional(CalendarDate), trending: TrendingLimit },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      date: CalendarDate,
      daily: Product,
      trending: Type.Union([TrendingItems, Type.Null()], {
        description: 'null as long as voting has never answered since this instance started',
      }),
      stale: Stale,
    }),
    ...notModified,
    ...problemResponses({
      400: 'The date is none of the calendar, or the number of trending products is out of its range.',
      404: noProducts,
      503: unavailable,
    }),
  },
};

export interface HighlightsOptions {
  catalog: LastKnown<CatalogSnapshot>;
  votes: LastKnown<RecentVotes>;
  /** The time of day. */
  clock: () => Date;
}

/** `GET /api/highlights`: the product of a date, and the products with the most recent votes where votes are known. */
export const highlightsRoutes: FastifyPluginCallbackTypebox<HighlightsOptions> = (app, sources, done) => {
  app.get('/api/highlights', { schema }, async (request, reply) => {
    const { date: askedDate, trending: limit = DEFAULT_TRENDING_LIMIT } = request.query;
    const [products, votes] = await Promise.all([sources.catalog.get(), sources.votes.getIfKnown()]);
    const { date, product, maxAgeSeconds } = dailyProduct(products.value, askedDate, sources.clock());
    const freshness = votes ? combinedFreshness(products, votes) : products;
    // No cache gives an answer with a part missing again unasked: the next one may have it.
    reply.headers(freshnessHeaders(freshness, votes ? maxAgeSeconds : 0));
    const trending = votes ? trendingProducts(products.value, votes.value, limit) : null;
    return { date, daily: product, trending, stale: freshness.isStale };
  });
  done();
};
