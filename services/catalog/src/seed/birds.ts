import { crane, flappingBird, owl, swan, thousandCranes } from './drawings/birds.ts';
import type { SeedProduct } from './seed-product.ts';

export const birds: readonly SeedProduct[] = [
  {
    id: '28d96468-b0a5-4859-8277-eab83a1a4a78',
    slug: 'orizuru-crane',
    name: 'Orizuru Crane',
    category: 'birds',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'The crane everyone knows, folded crisp from one indigo square.',
    description:
      'One folded crane with a wingspan of about 15 centimetres. It grows from the bird base: two petal folds give four long points, which become neck, tail and two wings. No cut, no glue.',
    history:
      'Hiden Senbazuru Orikata, printed in 1797, is the oldest known book on folding paper for pleasure, and it is all about cranes.',
    foldingMinutes: 15,
    paperSizeMm: 150,
    priceCents: 790,
    currency: 'EUR',
    picture: crane,
  },
  {
    id: '29605173-8533-408b-a92c-421de2373ca6',
    slug: 'flapping-bird',
    name: 'Flapping Bird',
    category: 'birds',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'Hold the breast, pull the tail, and its wings beat.',
    description:
      'One folded bird in vermilion paper. It shares the bird base with the crane, but the layers stay loose where the tail enters the body, so that a gentle pull moves both wings.',
    history:
      'The flapping bird has been known in Europe since the nineteenth century. It belongs to the action folds: models that are made to move.',
    foldingMinutes: 12,
    paperSizeMm: 150,
    priceCents: 690,
    currency: 'EUR',
    picture: flappingBird,
  },
  {
    id: 'd6ebaf77-aec0-41aa-8d80-2ed0e103c5b0',
    slug: 'swan',
    name: 'Swan',
    category: 'birds',
    kind: 'model',
    difficulty: 'easy',
    summary: 'A calm swan that stands by itself, in pale grey-blue with a red bill.',
    description:
      'One folded swan. Two edges meet on the diagonal, the narrow end bends up to a neck and once more to a head, and the whole is folded in half so that it stands. A scrap of vermilion makes the bill.',
    history:
      'The first step, two edges brought to a diagonal, is called the kite base. Many simple birds begin with it.',
    foldingMinutes: 8,
    paperSizeMm: 150,
    priceCents: 590,
    currency: 'EUR',
    picture: swan,
  },
  {
    id: '9dabd793-1493-40a2-b66c-f7a94940fa12',
    slug: 'fukuro-owl',
    name: 'Fukurō Owl',
    category: 'birds',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'A round-eyed owl with folded wings and a cream breast.',
    description:
      'One folded owl in umber paper whose pale back shows as the breast. The wings wrap around the body in three pleats each. Eyes and bill are small separate folds, set in at the end.',
    history: 'In Japan the owl is a lucky animal. Its name, fukurō, can also be heard as “without hardship”.',
    foldingMinutes: 35,
    paperSizeMm: 200,
    priceCents: 1490,
    currency: 'EUR',
    picture: owl,
  },
  {
    id: '59734f76-3cb6-4477-915a-68fc75c1891d',
    slug: 'senbazuru-kit',
    name: 'Senbazuru Kit',
    category: 'birds',
    kind: 'kit',
    difficulty: 'expert',
    summary: 'A thousand small papers, thread and beads: everything for a thousand cranes.',
    description:
      'A thousand squares in twenty-five colours, strong thread, beads to end each string, and instructions with a diagram for every step. Forty cranes on a string make twenty-five strings. Fold alone over a winter, or share it with friends.',
    history:
      'A string of a thousand cranes, senbazuru, carries a wish. Since Sadako Sasaki folded cranes in a hospital in Hiroshima in 1955 it has also stood for peace.',
    foldingMinutes: 9000,
    paperSizeMm: 75,
    priceCents: 6900,
    currency: 'EUR',
    picture: thousandCranes,
  },
];
