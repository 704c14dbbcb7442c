import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ServiceError } from '@foldline/service-kit/errors';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { AnswerCache } from '../cache/answer-cache.ts';
import { answerFromCache } from '../cache/answer-from-cache.ts';
import { readCategories } from '../categories/category.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { jsonAnswer, sendAnswer, type Answer } from '../http/answer.ts';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { batchIds, DEFAULT_LIMIT, ListParameters, productQuery } from './list-parameters.ts';
import type { ReadPage } from './list-reader.ts';
import type { ProductRepository } from './product-repository.ts';
import { toProduct, toSummary } from './product-row.ts';
import { Product, ProductPage } from './product-schemas.ts';

export interface ReadRoutesOptions {
  products: ProductRepository;
  readPage: ReadPage;
  prisma: PrismaClient;
  cache: AnswerCache;
}

const tags = ['products'];

/** Lists, batches and single products. */
export const productReadRoutes: FastifyPluginCallbackTypebox<ReadRoutesOptions> = (app, options, done) => {
  const { products, readPage, prisma, cache } = options;
  const onRequest = answerFromCache(cache);

  app.get(
    '/api/products',
    {
      onRequest,
      schema: {
        tags,
        summary: 'List, search or fetch products',
        querystring: ListParameters,
        response: {
          200: ProductPage,
          ...notModified,
          ...problemResponses({
            400: 'A parameter is wrong or not known, or the cursor belongs to another list',
            503: 'The database does not answer, or not in time',
          }),
        },
      },
    },
    async (request, reply) => {
      const { ids, ...listParameters } = request.query;
      const json = (page: ProductPage): Answer => jsonAnswer(reply.serialize(page) as string);
      const answer = await cache.getOrRead(request.url, async () => {
        const { limit = DEFAULT_LIMIT, cursor, include } = listParameters;
        if (ids !== undefined) return json(await readBatch(batchIds(ids, listParameters)));
        const query = productQuery(listParameters);
        const [page, categories] = await Promise.all([
          readPage(query, { limit, cursor }),
          include === 'categories' ? readCategories(prisma) : undefined,
        ]);
        return json(categories ? { ...page, categories } : page);
      });
      return sendAnswer(request, reply, answer);
    },
  );

  app.get(
    '/api/products/:slug',
    {
      onRequest,
      schema: {
        tags,
        summary: 'One product',
        params: Type.Object({ slug: Type.String() }),
        querystring: Type.Object({}, { additionalProperties: false }),
        response: {
          200: Product,
          ...notModified,
          ...problemResponses({
            400: 'The address has parameters',
            404: 'There is no such product',
            503: 'The database does not answer',
          }),
        },
      },
    },
    async (request, reply) => {
      const { slug } = request.params;
      const answer = await cache.getOrRead(request.url, async () => {
        const product = await products.find(slug);
        if (!product) throw new ServiceError('not-found', `There is no product "${slug}".`);
        return jsonAnswer(reply.serialize(toProduct(product)) as string);
      });
      return sendAnswer(request, reply, answer);
    },
  );

  async function readBatch(ids: string[]): Promise<ProductPage> {
    const found = new Map((await products.findMany(ids)).map((row) => [row.id, toSummary(row)]));
    return { items: ids.flatMap((id) => found.get(id) ?? []), nextCursor: null };
  }
  done();
};
