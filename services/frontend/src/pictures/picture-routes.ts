import { Router, type Response } from 'express';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { Logger } from '@foldline/service-kit/logger';
import type { Catalog, PictureAnswer } from '../backends/catalog.ts';
import { allowOnly } from '../errors/allow-only.ts';
import { isSlug } from '../products/slug.ts';
import { placeholder } from './placeholder.ts';
import { versionPattern } from './picture-url.ts';

const maxPictureBytes = 512 * 1024;
// A picture that is opened by itself is a document: it may style itself, and nothing more.
const pictureContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The products' pictures, fetched from the catalog: the browser's only address is the shop's. */
export function pictureRoutes({ catalog, logger }: { catalog: Catalog | undefined; logger: Logger }): Router {
  const router = Router();
  router
    .route('/images/:slug.svg')
    .get(async (request, response) => {
      const { slug } = request.params;
      const { v } = request.query;
      response.set('content-security-policy', pictureContentPolicy);
      const answer = isSlug(slug)
        ? await ask(slug, {
            version: typeof v === 'string' && versionPattern.test(v) ? v : undefined,
            ifNoneMatch: request.get('if-none-match'),
          })
        : 'unknown';
      if (typeof answer === 'string') sendPlaceholder(response, answer);
      else sendPicture(response, answer);
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;

  async function ask(
    slug: string,
    options: { version: string | undefined; ifNoneMatch: string | undefined },
  ): Promise<PictureAnswer | 'unknown' | 'away'> {
    if (!catalog) return 'away';
    try {
      const answer = await catalog.picture(slug, options);
      if (answer.status === 304 || isPicture(answer)) return answer;
      if (answer.status !== 404) {
        logger.warn(
          { slug, status: answer.status },
          'the catalog answered with something that is not a picture',
        );
      }
      return answer.status === 404 ? 'unknown' : 'away';
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      logger.warn({ slug, reason: error.reason, detail: error.message }, 'a picture could not be fetched');
      return 'away';
    }
  }
}

function isPicture({ status, headers, body }: PictureAnswer): boolean {
  const type = headers.get('content-type') ?? '';
  return (
    status === 200 && /^image\/svg\+xml\b/.test(type) && body.length > 0 && body.length <= maxPictureBytes
  );
}

function sendPicture(response: Response, { status, headers, body }: PictureAnswer): void {
  const isImmutable = /\bimmutable\b/.test(headers.get('cache-control') ?? '');
  response.set('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  const etag = headers.get('etag');
  if (etag !== null) response.set('etag', etag);
  response.status(status);
  if (status === 304) response.end();
  else response.type('svg').send(body);
}

// Browsers show the picture of an answer whatever its status: the page stays whole, and monitoring stays right.
function sendPlaceholder(response: Response, reason: 'unknown' | 'away'): void {
  response.status(reason === 'unknown' ? 404 : 503).set('cache-control', 'no-store');
  response.type('svg').send(placeholder);
}
