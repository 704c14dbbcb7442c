import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ServiceError } from '@foldline/service-kit/errors';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { CatalogSnapshot } from '../catalog/catalog-snapshot.ts';
import { Product } from '../catalog/product.ts';
import { Stale, unavailable } from '../http/answer-schemas.ts';
import { freshnessHeaders } from '../http/freshness-headers.ts';
import type { LastKnown } from '../last-known/last-known.ts';
import { pickOfTheDay } from './daily-pick.ts';
import { secondsOfUtcDayLeft, utcDate } from './utc-day.ts';

const CalendarDate = Type.String({ format: 'date', description: 'YYYY-MM-DD' });

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
      404: 'The catalog has no products.',
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
    const time = clock();
    const { date = utcDate(time) } = request.query;
    const product = pickOfTheDay(date, products.value.values());
    if (!product) {
      throw new ServiceError('not-found', 'The catalog has no products yet. Add one, then ask again.');
    }
    // An answer to "today" is wrong from midnight on.
    const isToday = request.query.date === undefined;
    reply.headers(freshnessHeaders(products, isToday ? secondsOfUtcDayLeft(time) : undefined));
    return { date, product, stale: products.isStale };
  });
  done();
};
