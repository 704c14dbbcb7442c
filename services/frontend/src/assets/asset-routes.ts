import { Router, type Request, type Response } from 'express';
import { allowOnly } from '../errors/allow-only.ts';
import type { Asset } from './asset.ts';
import type { Assets } from './assets.ts';
import { favicon, FAVICON_PATH } from './favicon.ts';

const codings = ['br', 'gzip'] as const;

/**
 * The style, the script and the icon.
 *
 * During a rollout a page of one version may ask an instance of another. For the style it gets the one that there is,
 * for the script one that loads the page anew, once; neither is kept under the other's name.
 */
export function assetRoutes({ style, script, reload }: Assets): Router {
  const router = Router();
  router
    .route('/assets/style.:hash.css')
    .get((request, response) => {
      sendAsset(request, response, {
        type: 'css',
        asset: style,
        isForGood: request.params.hash === style.hash,
      });
    })
    .all(allowOnly('GET', 'HEAD'));
  router
    .route('/assets/script.:hash.js')
    .get((request, response) => {
      const isForGood = request.params.hash === script.hash;
      sendAsset(request, response, { type: 'js', asset: isForGood ? script : reload, isForGood });
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

function sendAsset(
  request: Request,
  response: Response,
  { type, asset, isForGood }: { type: string; asset: Asset; isForGood: boolean },
): void {
  // The smallest that the browser takes, whichever it names first.
  const coding = codings.find((name) => request.acceptsEncodings(name)) ?? 'identity';
  if (coding !== 'identity') response.set('content-encoding', coding);
  if (isForGood) response.set('etag', `"${asset.hash}-${coding}"`);
  response.set('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-store');
  response.vary('Accept-Encoding').type(type).send(asset.bodies[coding]);
}
