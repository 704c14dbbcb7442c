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
import { mostSimilar } from './most-similar.ts';

const DEFAULT_LIMIT = 4;

const schema = {
  tags: ['recommendations'],
  summary: 'Products like this one',
  description: 'By category, difficulty and price, the most similar first.',
  params: Type.Object({ id: Type.String({ format: 'uuid', description: "the product's id" }) }),
  querystring: Type.Object(
    { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, default: DEFAULT_LIMIT })) },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({ items: Type.Array(Product), stale: Stale }),
    ...notModified,
    ...problemResponses({
      400: 'The id is no UUID, or the limit is out of its range.',
      404: 'The catalog did not have this product when it was last read, which is a few seconds ago.',
      503: unavailable,
    }),
  },
};

export interface SimilarOptions {
  catalog: LastKnown<CatalogSnapshot>;
}

/** `GET /api/products/{id}/similar`: products like the given one. */
export const similarRoutes: FastifyPluginCallbackTypebox<SimilarOptions> = (app, { catalog }, done) => {
  app.get('/api/products/:id/similar', { schema }, async (request, reply) => {
    const products = await catalog.get();
    const id = request.params.id.toLowerCase();
    const product = products.value.get(id);
    if (!product) {
      throw new ServiceError(
        'not-found',
        `The catalog has no product ${id}. If it was added just now, try again in a moment.`,
      );
    }
    reply.headers(freshnessHeaders(products));
    const { limit = DEFAULT_LIMIT } = request.query;
    const items = mostSimilar(product, products.value.values(), limit);
    return { items, stale: products.isStale };
  });
  done();
};
