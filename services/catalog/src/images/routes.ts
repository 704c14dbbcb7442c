import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { ServiceError } from '@foldline/service-kit/errors';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import { Type } from 'typebox';
import type { AnswerCache } from '../cache/answer-cache.ts';
import { answerFromCache } from '../cache/answer-from-cache.ts';
import { sendAnswer, type Answer } from '../http/answer.ts';
import { entityTag } from '@foldline/service-kit/http/entity-tag';
import { notModified } from '@foldline/service-kit/fastify/not-modified';
import type { Picture } from '../pictures/picture.ts';
import { renderPicture } from '../pictures/render-picture.ts';
import type { ProductRepository } from '../products/product-repository.ts';
import { imageVersion } from './image-url.ts';

export interface ImageRoutesOptions {
  products: ProductRepository;
  cache: AnswerCache;
}

/** The products' pictures. */
export const imageRoutes: FastifyPluginCallbackTypebox<ImageRoutesOptions> = (app, options, done) => {
  const { products, cache } = options;
  app.get(
    '/images/:slug.svg',
    {
      onRequest: answerFromCache(cache),
      schema: {
        tags: ['images'],
        summary: "A product's picture",
        params: Type.Object({ slug: Type.String() }),
        querystring: Type.Object(
          {
            v: Type.Optional(
              Type.String({
                maxLength: 32,
                description:
                  'The version from imageUrl: while it is current, the answer may be kept for good',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'The picture, 640 by 640',
            content: { 'image/svg+xml': { schema: Type.String() } },
          },
          ...notModified,
          ...problemResponses({ 404: 'There is no such product', 503: 'The database does not answer' }),
        },
      },
    },
    async (request, reply) => {
      const { slug } = request.params;
      const answer = await cache.getOrRead(request.url, async () => {
        const product = await products.find(slug);
        if (!product) throw new ServiceError('not-found', `There is no product "${slug}".`);
        const svg = renderPicture(product.picture as unknown as Picture, { title: product.name });
        return svgAnswer(svg, { isForGood: request.query.v === imageVersion(product) });
      });
      return sendAnswer(request, reply, answer);
    },
  );
  done();
};

function svgAnswer(svg: string, { isForGood }: { isForGood: boolean }): Answer {
  const body = Buffer.from(svg);
  return {
    body,
    etag: entityTag(body),
    contentType: 'image/svg+xml; charset=utf-8',
    cacheControl: isForGood ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    // A picture opened by itself is a document: it may run nothing and load nothing.
    headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" },
  };
}
