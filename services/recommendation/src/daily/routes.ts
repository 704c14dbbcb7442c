import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import { Product } from '../catalog/product.ts';
import { Stale, unavailable } from '../http/answer-schemas.ts';
import { freshnessHeaders } from '../http/freshness-headers.ts';
import type { LastKnown } from '../last-known/last-known.ts';
import { CalendarDate, dailyProduct, noProducts } from './daily-product.ts';

const schema = {
  tags: ['recommendations'],
  summary: 'The origami of the day',
  description:
    'The same product for everyone on a date. A new product takes over few days and moves no other.',
  querystring: Type.Object({ date: Type.Optional(CalendarDate) }, { additionalProperties: false }),
  response: {
    200: Type.Object({ date: CalendarDate, product: Product, stale: Stale }),
    ...notModified,
    ...problemResponses({
      400: 'The date is none of the calendar.',
      404: noProducts,
      503: unavailable,
    }),
  },
};

export interface DailyOptions {
  catalog: LastKnown<CatalogSnapshot>;
  /** The time of day. */
  clock: () => Date;
}

/** `GET /api/daily`: the product of a date, by default of today in UTC. */
export const dailyRoutes: FastifyPluginCallbackTypebox<DailyOptions> = (app, { catalog, clock }, done) => {
  app.get('/api/daily', { schema }, async (request, reply) => {
    const products = await catalog.get();
    const { date, product, maxAgeSeconds } = dailyProduct(products.value, request.query.date, clock());
    reply.headers(freshnessHeaders(products, maxAgeSeconds));
    return { date, product, stale: products.isStale };
  });
  done();
};
