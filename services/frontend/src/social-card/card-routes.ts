import { Router } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
import { entityTag, matchesAny } from '@foldline/service-kit/http/entity-tag';
import { allowOnly } from '../errors/allow-only.ts';
import { fetchPicture, isForGood, type PictureSource } from '../pictures/fetch-picture.ts';
import { cardSvg } from './card-svg.ts';
import { pictureVersionOf } from './card-url.ts';
import type { Cards } from './cards.ts';

const retrySeconds = 5;

/** The pictures that other sites show beside a link to a product. */
export function cardRoutes({ cards, source }: { cards: Cards; source: PictureSource }): Router {
  const router = Router();
  router
    .route('/products/:slug/card.png')
    .get(async (request, response) => {
      const version = pictureVersionOf(request.query['v']);
      const picture = await fetchPicture(source, request.params.slug, { version, ifNoneMatch: undefined });
      if (picture === 'unknown') {
        throw new ServiceError('not-found', 'There is no such model in the shop, and so no card of it.');
      }
      if (picture === 'away') throw away();
      const svg = cardSvg(picture.body);
      const tag = entityTag(svg);
      response.set({
        etag: tag,
        'cache-control': isForGood(picture) ? 'public, max-age=31536000, immutable' : 'public, no-cache',
        // Other sites are the ones that show it.
        'cross-origin-resource-policy': 'cross-origin',
      });
      if (matchesAny(request.get('if-none-match'), tag)) {
        response.status(304).end();
        return;
      }
      response.type('png').send(await render(svg));
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;

  async function render(svg: string): Promise<Buffer> {
    try {
      return await cards.png(svg);
    } catch (error) {
      throw error instanceof ServiceError ? error : away(error);
    }
  }
}

function away(cause?: unknown): ServiceError {
  return new ServiceError('unavailable', 'This card cannot be made right now. Try again in a moment.', {
    retryAfterSeconds: retrySeconds,
    ...(cause === undefined ? {} : { cause }),
  });
}
