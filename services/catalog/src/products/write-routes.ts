import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ServiceError } from '@foldline/service-kit/errors';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { fieldErrors, type Violation } from '@foldline/service-kit/fastify/validation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { AnswerCache } from '../cache/answer-cache.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { jsonAnswer, sendAnswer, type Answer } from '../http/answer.ts';
import { matchesStrongly } from '@foldline/service-kit/http/entity-tag';
import { NewProduct, ProductChanges, tidyTexts, unknownReferences } from './product-input.ts';
import { toProduct, type ProductWithCategory } from './product-row.ts';
import { Product } from './product-schemas.ts';
import type { ProductWriter } from './product-writer.ts';
import { requireToken, security } from './write-token.ts';

export interface WriteRoutesOptions {
  writer: ProductWriter;
  prisma: PrismaClient;
  cache: AnswerCache;
  token: string;
}

const tags = ['products (write)'];
const params = Type.Object({ slug: Type.String() });
const ifMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ description: 'The ETag of the product as it was read' })),
});
const problems = problemResponses({
  401: 'The write token is missing or wrong',
  503: 'The database does not answer: it is not known whether the change was made',
});
const seenProblems = problemResponses({
  404: 'There is no such product',
  412: 'The product has changed since it was read',
  428: 'If-Match is missing',
});

/** Creating, changing and deleting products, for those who have the token. */
export const productWriteRoutes: FastifyPluginCallbackTypebox<WriteRoutesOptions> = (app, options, done) => {
  const { writer, prisma, cache, token } = options;
  // Fastify reads plain text as well; here a body is JSON.
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', requireToken(token));
  app.addHook('preValidation', (request, _reply, next) => {
    request.body = tidyTexts(request.body);
    next();
  });

  /** Rejects a body with all that is wrong with it: by its schema, and by what only we know. */
  async function checkBody(request: FastifyRequest): Promise<void> {
    const categories = await prisma.category.findMany({
      select: { slug: true },
      orderBy: { position: 'asc' },
    });
    const violations = (request.validationError?.validation ?? []) as Violation[];
    const slugs = categories.map(({ slug }) => slug);
    const fields = [...fieldErrors(violations, 'body'), ...unknownReferences(request.body, slugs)];
    if (fields.length === 0) return;
    throw new ServiceError('invalid-request', 'The product does not fit. The errors say what and where.', {
      fields,
    });
  }

  app.post(
    '/api/products',
    {
      attachValidation: true,
      preHandler: checkBody,
      schema: {
        tags,
        security,
        summary: 'Create a product; once, however often it is asked for',
        body: NewProduct,
        response: {
          200: Product,
          201: Product,
          ...problems,
          ...problemResponses({ 400: 'A field is wrong', 409: 'There is another product with this slug' }),
        },
      },
    },
    async (request, reply) => {
      const { product, isNew } = await writer.create(request.body);
      cache.clear();
      if (isNew) reply.code(201).header('location', `/api/products/${product.slug}`);
      return sendWritten(request, reply, product);
    },
  );

  app.patch(
    '/api/products/:slug',
    {
      attachValidation: true,
      preHandler: checkBody,
      schema: {
        tags,
        security,
        summary: 'Change some fields of a product',
        params,
        headers: ifMatch,
        body: ProductChanges,
        response: {
          200: Product,
          ...problems,
          ...seenProblems,
          ...problemResponses({ 400: 'A field is wrong' }),
        },
      },
    },
    async (request, reply) => {
      const isAsSeen = seenIn(request, reply);
      const product = await writer.change(request.params.slug, isAsSeen, request.body);
      cache.clear();
      return sendWritten(request, reply, product);
    },
  );

  app.delete(
    '/api/products/:slug',
    {
      schema: {
        tags,
        security,
        summary: 'Delete a product',
        params,
        headers: ifMatch,
        response: { 204: { description: 'It is gone', ...Type.Null() }, ...problems, ...seenProblems },
      },
    },
    async (request, reply) => {
      await writer.delete(request.params.slug, seenIn(request, reply));
      cache.clear();
      return reply.code(204).send(null);
    },
  );
  done();
};

/** @throws {ServiceError} `precondition-required` without `If-Match` */
function seenIn(request: FastifyRequest, reply: FastifyReply): (product: ProductWithCategory) => boolean {
  const header = request.headers['if-match'];
  if (header === undefined) {
    const message =
      'Send If-Match with the ETag of the product as you read it, so that no change of another is lost.';
    throw new ServiceError('precondition-required', message);
  }
  return (product) => matchesStrongly(header, productAnswer(reply, product).etag);
}

// By the schema of reading in every route, so that equal products have equal tags; a constant, to be compiled once.
const readSchema: Record<string, unknown> = { ...Product };

function productAnswer(reply: FastifyReply, product: ProductWithCategory): Answer {
  return jsonAnswer(reply.serializeInput(toProduct(product), readSchema));
}

function sendWritten(
  request: FastifyRequest,
  reply: FastifyReply,
  product: ProductWithCategory,
): FastifyReply {
  return sendAnswer(request, reply, { ...productAnswer(reply, product), cacheControl: 'no-store' });
}
