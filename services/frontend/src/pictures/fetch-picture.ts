import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { Logger } from '@foldline/service-kit/logger';
import type { Catalog, PictureAnswer } from '../backends/catalog.ts';
import { isSlug } from '../products/slug.ts';

/** Where pictures come from. */
export interface PictureSource {
  catalog: Catalog | undefined;
  logger: Logger;
}

const maxPictureBytes = 512 * 1024;

/**
 * A product's picture as the catalog answers it: an SVG document (200), or that the one with `ifNoneMatch` is current
 * (304).
 *
 * @returns `unknown` if there is no such product, `away` if the catalog has no usable answer
 */
export async function fetchPicture(
  { catalog, logger }: PictureSource,
  slug: string,
  options: { version: string | undefined; ifNoneMatch: string | undefined },
): Promise<PictureAnswer | 'unknown' | 'away'> {
  if (!isSlug(slug)) return 'unknown';
  if (!catalog) return 'away';
  try {
    const answer = await catalog.picture(slug, options);
    if (answer.status === 304 || isPicture(answer)) return answer;
    if (answer.status === 404) return 'unknown';
    logger.warn({ slug, status: answer.status }, 'the catalog answered with something that is not a picture');
    return 'away';
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    logger.warn({ slug, reason: error.reason, detail: error.message }, 'a picture could not be fetched');
    return 'away';
  }
}

/** Whether the catalog gave the picture for the version that was asked for, to be kept for good. */
export function isForGood({ headers }: PictureAnswer): boolean {
  return /\bimmutable\b/.test(headers.get('cache-control') ?? '');
}

function isPicture({ status, headers, body }: PictureAnswer): boolean {
  const type = headers.get('content-type') ?? '';
  return (
    status === 200 && /^image\/svg\+xml\b/.test(type) && body.length > 0 && body.length <= maxPictureBytes
  );
}
