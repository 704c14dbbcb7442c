import type { Picture } from '../pictures/picture.ts';

const paper = { front: '#8fb7c9', back: '#f4efe4' };

/** A square folded once along its diagonal, for a product that has no picture of its own. */
export const defaultPicture: Picture = {
  layers: [
    {
      paper,
      facets: [
        {
          side: 'front',
          light: 0.3,
          points: [
            [80, 480],
            [320, 160],
            [320, 480],
          ],
        },
        {
          side: 'front',
          light: -0.2,
          points: [
            [320, 160],
            [560, 480],
            [320, 480],
          ],
        },
      ],
    },
    {
      paper,
      facets: [
        {
          side: 'back',
          light: 0,
          points: [
            [80, 480],
            [220, 480],
            [150, 387],
          ],
        },
      ],
    },
  ],
};
