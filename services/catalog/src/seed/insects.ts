import { butterfly, cicada, dragonfly, ladybird } from './drawings/insects.ts';
import type { SeedProduct } from './seed-product.ts';

export const insects: readonly SeedProduct[] = [
  {
    id: '2f435b9a-f71b-4608-bca0-bb822cbd6a73',
    slug: 'cho-butterfly-kit',
    name: 'Chō Butterfly Kit',
    category: 'insects',
    kind: 'kit',
    difficulty: 'intermediate',
    summary: 'Twelve papers and clear diagrams for a swarm of plum butterflies.',
    description:
      'Twelve squares in three shades of plum, with instructions. Each butterfly takes one sheet: a collapsed square, two folded wings on each side and a pinch along the body that gives it its lift.',
    history:
      'A verse by Ihara Saikaku of 1680 speaks of folded paper butterflies. Pairs of them, ochō and mechō, decorate sake flasks at weddings.',
    foldingMinutes: 15,
    paperSizeMm: 150,
    priceCents: 1290,
    currency: 'EUR',
    picture: butterfly,
  },
  {
    id: 'fc4caad4-cfef-483c-bfb6-cc0ff0d3d254',
    slug: 'semi-cicada',
    name: 'Semi Cicada',
    category: 'insects',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A cicada with wide-set red eyes and two long wings, in the browns of bark.',
    description:
      'One folded cicada. A triangle, two corners down for the wings, and then a few edges folded back over each other, one a little lower than the last. Wings and stripe show the lighter back of the sheet; the eyes are set in.',
    history:
      'The cicada, semi, is one of the old Japanese folds that children still learn. Its song is the sound of summer there.',
    foldingMinutes: 7,
    paperSizeMm: 150,
    priceCents: 490,
    currency: 'EUR',
    picture: cicada,
  },
  {
    id: 'f12e5c3a-654d-42df-b0b0-c568e6c2e9b5',
    slug: 'tombo-dragonfly',
    name: 'Tombo Dragonfly',
    category: 'insects',
    kind: 'model',
    difficulty: 'expert',
    summary: 'Four glassy wings and a body as thin as a match.',
    description:
      'One folded dragonfly in teal paper with a pale back. The long corners of the sheet become the four wings, turned over to their lighter side, while the rest is narrowed again and again for the body.',
    history:
      'The dragonfly was called kachimushi, the victory insect, and samurai wore it on their helmets and arms.',
    foldingMinutes: 75,
    paperSizeMm: 240,
    priceCents: 2400,
    currency: 'EUR',
    picture: dragonfly,
  },
  {
    id: 'f6d83f1f-d5cf-493e-a38e-1b5e61c259ad',
    slug: 'ladybird',
    name: 'Ladybird',
    category: 'insects',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'A red ladybird, just about to open its wings.',
    description:
      'One folded ladybird from paper that is vermilion on one side and dark on the other. Head and body show the dark side between the wing cases. The spots are discs of paper, glued on last.',
    history:
      'In Japanese it is tentōmushi, the insect of the sun: it climbs to the tip of a stalk before it takes flight.',
    foldingMinutes: 40,
    paperSizeMm: 150,
    priceCents: 1390,
    currency: 'EUR',
    picture: ladybird,
  },
];
