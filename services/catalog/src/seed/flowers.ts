import { fivePetalBlossom, iris, lotus, rose, tulip } from './drawings/flowers.ts';
import type { SeedProduct } from './seed-product.ts';

export const flowers: readonly SeedProduct[] = [
  {
    id: '8448608e-2255-43a2-ae2d-b4bec30aa080',
    slug: 'lotus',
    name: 'Lotus',
    category: 'flowers',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'A full lotus in layers of pink, open above green leaves.',
    description:
      'One folded lotus in three layers of petals with a ring of leaves. All corners go to the centre several times, and then each layer of points is pulled up from below, one after the other, with a gentle thumb.',
    history:
      'The lotus rises clean from muddy water, and is for that a sign of purity in Buddhism. The same fold is popular with cloth and paper napkins.',
    foldingMinutes: 25,
    paperSizeMm: 200,
    priceCents: 1190,
    currency: 'EUR',
    picture: lotus,
  },
  {
    id: 'c66cfa08-ee4b-4129-8b91-bbef83274054',
    slug: 'tulip',
    name: 'Tulip',
    category: 'flowers',
    kind: 'model',
    difficulty: 'beginner',
    summary: 'A red tulip on a stem that stands, from two square sheets.',
    description:
      'One folded tulip: the flower is blown up like a small balloon and peeled open, the stem is a second sheet whose leaf keeps it upright. A bunch of five fits in a water glass.',
    history:
      'The tulip came to Europe from the Ottoman Empire in the sixteenth century. In paper it is a favourite first flower.',
    foldingMinutes: 6,
    paperSizeMm: 150,
    priceCents: 390,
    currency: 'EUR',
    picture: tulip,
  },
  {
    id: 'e7983d14-56e1-47d5-b557-b2df369fadbc',
    slug: 'ayame-iris',
    name: 'Ayame Iris',
    category: 'flowers',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'Four curled petals in violet around a touch of ochre.',
    description:
      'One folded iris on a stem. From the frog base come four equal petals, which are narrowed below and then rolled outwards over a pencil.',
    history:
      'The iris, ayame, and the traditional frog grow from the same beginning, the frog base: four flaps in one case, four legs in the other.',
    foldingMinutes: 20,
    paperSizeMm: 150,
    priceCents: 890,
    currency: 'EUR',
    picture: iris,
  },
  {
    id: 'dbcedeac-cac8-4fbc-a5c3-cc8000cc9985',
    slug: 'kusudama-blossom-kit',
    name: 'Kusudama Blossom Kit',
    category: 'flowers',
    kind: 'kit',
    difficulty: 'easy',
    summary: 'Five small squares make five petals, and five petals make a blossom.',
    description:
      'Sixty squares in shades of pink, enough for twelve blossoms, with instructions and a tube of paper glue. Every petal is the same short fold, rolled to a cone; five of them meet in the middle.',
    history:
      'Blossoms of this kind are the building stones of a kusudama: twelve of them, glued together, close to a ball.',
    foldingMinutes: 30,
    paperSizeMm: 75,
    priceCents: 1190,
    currency: 'EUR',
    picture: fivePetalBlossom,
  },
  {
    id: '39e8c58b-6f64-41a2-a749-0898c4feda95',
    slug: 'rose',
    name: 'Rose',
    category: 'flowers',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'Crimson petals turning inwards, layer over layer.',
    description:
      'One folded rose, set on leaves from a second sheet. The corners go to the centre again and again, every round a little turned against the last, and the edges are then curled outwards by hand.',
    history:
      'Folding all four corners to the centre is known as a blintz fold, after the stuffed pancake that is closed in the same way.',
    foldingMinutes: 50,
    paperSizeMm: 240,
    priceCents: 1690,
    currency: 'EUR',
    picture: rose,
  },
];
