import { createHash } from 'node:crypto';
import { pictureUrl, versionPattern } from '../pictures/picture-url.ts';
import { cardSvg } from './card-svg.ts';

// Changes when a release draws cards differently, so that no cache keeps what an earlier release drew.
const design = createHash('sha256')
  .update(cardSvg(Buffer.alloc(0)))
  .digest('hex')
  .slice(0, 8);

/** The address of a product's social card, which changes with its picture and with the way cards are drawn. */
export function cardPath({ slug, imageUrl }: { slug: string; imageUrl: string }): string {
  const [, version] = pictureUrl({ slug, imageUrl }).split('?v=');
  const query = version === undefined ? '' : `?v=${version}.${design}`;
  return `/products/${encodeURIComponent(slug)}/card.png${query}`;
}

/** The version of the picture in a card's address; `undefined` if it has none, or is of another design. */
export function pictureVersionOf(cardVersion: unknown): string | undefined {
  if (typeof cardVersion !== 'string' || !cardVersion.endsWith(`.${design}`)) return undefined;
  const version = cardVersion.slice(0, -design.length - 1);
  return versionPattern.test(version) ? version : undefined;
}
