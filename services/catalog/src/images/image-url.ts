import { createHash } from 'node:crypto';
import { renderPicture } from '../pictures/render-picture.ts';

// Changes when a release draws pictures differently, so that no browser keeps what an earlier release drew.
const renderer = renderPicture(
  {
    layers: [
      {
        paper: { front: '#336699', back: '#ffffff' },
        facets: [
          {
            side: 'front',
            light: 0.5,
            points: [
              [40, 600],
              [320, 40],
              [600, 600],
            ],
          },
          {
            side: 'back',
            light: -0.5,
            points: [
              [40, 600],
              [320, 300],
              [320, 40],
            ],
          },
        ],
      },
    ],
  },
  { title: '' },
);

/** Names what a product's picture looks like: it changes when the picture, its title or the way to draw it does. */
export function imageVersion({ name, pictureHash }: { name: string; pictureHash: string }): string {
  const hash = createHash('sha256').update(JSON.stringify([pictureHash, name, renderer]));
  return hash.digest('base64url').slice(0, 12);
}

/** The address of a product's picture on this service. */
export function imageUrl(product: { slug: string; name: string; pictureHash: string }): string {
  return `/images/${product.slug}.svg?v=${imageVersion(product)}`;
}
