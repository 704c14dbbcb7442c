import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { AnswerCache } from '../cache/answer-cache.ts';
import { answerFromCache } from '../cache/answer-from-cache.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { jsonAnswer, sendAnswer } from '../http/answer.ts';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import { Category, readCategories } from './category.ts';

/** The categories, in the order in which a shop shows them. */
export const categoryRoutes: FastifyPluginCallbackTypebox<{ prisma: PrismaClient; cache: AnswerCache }> = (
  app,
  { prisma, cache },
  done,
) => {
  app.get(
    '/api/categories',
    {
      onRequest: answerFromCache(cache),
      schema: {
        tags: ['categories'],
        summary: 'All categories, in display order, with their numbers of products',
        querystring: Type.Object({}, { additionalProperties: false }),
        response: {
          200: Type.Object({ items: Type.Array(Category) }),
          ...notModified,
          ...problemResponses({ 503: 'The database does not answer' }),
        },
      },
    },
    async (request, reply) => {
      const answer = await cache.getOrRead(request.url, async () => {
        const items = await readCategories(prisma);
        return jsonAnswer(reply.serialize({ items }) as string);
      });
      return sendAnswer(request, reply, answer);
    },
  );
  done();
};
