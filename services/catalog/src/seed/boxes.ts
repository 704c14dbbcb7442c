import { giftBox, masu, starBox, tato } from './drawings/boxes.ts';
import type { SeedProduct } from './seed-product.ts';

export const boxes: readonly SeedProduct[] = [
  {
    id: 'd4610c94-5651-4e10-87a7-8f0bf5a2964a',
    slug: 'masu-box',
    name: 'Masu Box',
    category: 'boxes',
    kind: 'model',
    difficulty: 'easy',
    summary: 'The square box that holds everything, without a drop of glue.',
    description:
      'One folded open box with clean walls and a flat floor, about 7 centimetres wide. The corners lock each other inside. It stacks, carries sweets and keeps paper clips in their place.',
    history:
      'A masu is the square wooden measure once used for rice. Today people know it best as a cup for sake.',
    foldingMinutes: 8,
    paperSizeMm: 200,
    priceCents: 490,
    currency: 'EUR',
    picture: masu,
  },
  {
    id: '3c437179-b8db-4b6a-8b92-d160eaf6ef9f',
    slug: 'star-box',
    name: 'Star Box',
    category: 'boxes',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'A small deep box whose rim opens into a star.',
    description:
      'One folded box with four points that turn outwards, in indigo outside and cream within. It is folded flat to the very last step; then a finger in the middle opens it.',
    history:
      'Its Japanese name is tsunokōbako, the horned incense box. Filled with nuts or sweets it is a common sight on a set table.',
    foldingMinutes: 12,
    paperSizeMm: 200,
    priceCents: 690,
    currency: 'EUR',
    picture: starBox,
  },
  {
    id: 'c17701c5-1672-41df-a389-932228cd5c37',
    slug: 'gift-box-kit',
    name: 'Gift Box Kit',
    category: 'boxes',
    kind: 'kit',
    difficulty: 'intermediate',
    summary: 'Papers for six boxes with lids, bands and bows.',
    description:
      'Twelve large squares, bands and bows in vermilion, and instructions. Base and lid are the same fold; the lid starts from a sheet a few millimetres wider, which is all it takes for a perfect fit.',
    history:
      'Both halves are masu boxes. To wrap a gift in folded paper is an old custom in Japan, with its own rules for every occasion.',
    foldingMinutes: 30,
    paperSizeMm: 300,
    priceCents: 1890,
    currency: 'EUR',
    picture: giftBox,
  },
  {
    id: '053e8b58-1caa-4e5b-bae0-d7cf62369c38',
    slug: 'tato-purse',
    name: 'Tatō Purse',
    category: 'boxes',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'A flat eight-sided purse that opens like the shutter of a camera.',
    description:
      'One folded purse in plum and cream. Eight pleats turn around the middle and lock; pull two opposite edges and they all open at once. It holds stamps, needles or a short letter.',
    history:
      'Tatō are traditional folded pouches in which small things such as thread were kept. The wrappers in which kimono are stored bear a related name, tatōshi.',
    foldingMinutes: 35,
    paperSizeMm: 240,
    priceCents: 1290,
    currency: 'EUR',
    picture: tato,
  },
];
