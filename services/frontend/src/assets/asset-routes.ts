import { Router } from 'express';
import { allowOnly } from '../errors/allow-only.ts';
import { favicon, FAVICON_PATH } from './favicon.ts';
import type { HashedAsset } from './stylesheet.ts';

/** The stylesheet and the icon. */
export function assetRoutes({ stylesheet }: { stylesheet: HashedAsset }): Router {
  const router = Router();
  router
    .route('/assets/style.:hash.css')
    .get((request, response) => {
      // During a rollout a page of one version may ask an instance of another: it gets the style that there is, and
      // no cache keeps it under the other's name.
      const isOurs = request.params.hash === stylesheet.hash;
      response.set('cache-control', isOurs ? 'public, max-age=31536000, immutable' : 'no-store');
      response.type('css').send(stylesheet.body);
    })
    .all(allowOnly('GET', 'HEAD'));
  router
    .route(FAVICON_PATH)
    .get((_request, response) => {
      response.set('cache-control', 'public, max-age=86400').type('svg').send(favicon);
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
