import { Router, type Response } from 'express';
import type { PictureAnswer } from '../backends/catalog.ts';
import { allowOnly } from '../errors/allow-only.ts';
import { fetchPicture, isForGood, type PictureSource } from './fetch-picture.ts';
import { placeholder } from './placeholder.ts';
import { versionPattern } from './picture-url.ts';

// A picture that is opened by itself is a document: it may style itself, and nothing more.
const pictureContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The products' pictures, fetched from the catalog: the browser's only address is the shop's. */
export function pictureRoutes(source: PictureSource): Router {
  const router = Router();
  router
    .route('/images/:slug.svg')
    .get(async (request, response) => {
      const { v } = request.query;
      response.set('content-security-policy', pictureContentPolicy);
      const answer = await fetchPicture(source, request.params.slug, {
        version: typeof v === 'string' && versionPattern.test(v) ? v : undefined,
        ifNoneMatch: request.get('if-none-match'),
      });
      if (typeof answer === 'string') sendPlaceholder(response, answer);
      else sendPicture(response, answer);
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}

function sendPicture(response: Response, answer: PictureAnswer): void {
  const { status, headers, body } = answer;
  response.set('cache-control', isForGood(answer) ? 'public, max-age=31536000, immutable' : 'no-cache');
  // The catalog's tag is for its own bytes; ours may be compressed.
  const tag = headers.get('etag');
  if (tag !== null) response.set('etag', tag.startsWith('W/') ? tag : `W/${tag}`);
  response.status(status).vary('Accept-Encoding');
  if (status === 304) response.end();
  else response.type('svg').send(body);
}

// Browsers show the picture of an answer whatever its status: the page stays whole, and monitoring stays right.
function sendPlaceholder(response: Response, reason: 'unknown' | 'away'): void {
  response.status(reason === 'unknown' ? 404 : 503).set('cache-control', 'no-store');
  response.type('svg').send(placeholder);
}
