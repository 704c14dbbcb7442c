import { kusudama, shuriken, sonobeBall, sonobeCube, sonobeStar } from './drawings/modular.ts';
import type { SeedProduct } from './seed-product.ts';

export const modular: readonly SeedProduct[] = [
  {
    id: '45c28242-cc66-4790-8453-73f842a4c7eb',
    slug: 'shuriken-star',
    name: 'Shuriken Star',
    category: 'modular',
    kind: 'model',
    difficulty: 'easy',
    summary: 'Two strips, four blades, no danger.',
    description:
      'One folded star from two squares, crimson and indigo. Each becomes a long Z-shaped unit; laid crosswise, they tuck into each other and lock so well that the star can be thrown.',
    history:
      'Shuriken are throwing blades. The paper star is one of the simplest models of more than one sheet.',
    foldingMinutes: 10,
    paperSizeMm: 150,
    priceCents: 490,
    currency: 'EUR',
    picture: shuriken,
  },
  {
    id: 'ccb8ffca-5ed5-4c68-8911-8fabd7a0194d',
    slug: 'sonobe-cube-kit',
    name: 'Sonobe Cube Kit',
    category: 'modular',
    kind: 'kit',
    difficulty: 'intermediate',
    summary: 'Six sheets, six equal units, one cube that holds without glue.',
    description:
      'Thirty squares in ochre, vermilion and teal, enough for five cubes, with instructions. Every unit is a parallelogram with two tabs and two pockets: fold six of them, and put tabs into pockets.',
    history:
      'The unit is credited to Mitsunobu Sonobe of Japan. With it one can build far more than a cube, as the number of sheets grows.',
    foldingMinutes: 25,
    paperSizeMm: 100,
    priceCents: 890,
    currency: 'EUR',
    picture: sonobeCube,
  },
  {
    id: '1ef3d49b-f912-412c-9bef-dfdb7c232d81',
    slug: 'sonobe-star',
    name: 'Sonobe Star',
    category: 'modular',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'Twelve units meet in a star with eight points.',
    description:
      'One finished star, about 8 centimetres across, from twelve squares in three papers. Each point is a pyramid of three units in three different colours. It hangs from a thread or lies on any of its sides.',
    history:
      'Under the eight points lies an octahedron: each of its twelve edges is the place of one Sonobe unit.',
    foldingMinutes: 60,
    paperSizeMm: 100,
    priceCents: 1990,
    currency: 'EUR',
    picture: sonobeStar,
  },
  {
    id: '75cfe3e0-26b5-4efe-a748-8d980e01441a',
    slug: 'sonobe-ball-kit',
    name: 'Sonobe Ball Kit',
    category: 'modular',
    kind: 'kit',
    difficulty: 'expert',
    summary: 'Thirty units, twenty points and a very satisfying last tab.',
    description:
      'Ninety squares in violet, persimmon and teal, enough for three balls, with instructions and a plan of colours by which every point shows all three. The first ten units need patience, the last one a steady hand.',
    history:
      'Thirty is the number of edges of an icosahedron, and every edge takes one Sonobe unit. Each of its twenty faces becomes a small pyramid.',
    foldingMinutes: 150,
    paperSizeMm: 75,
    priceCents: 1990,
    currency: 'EUR',
    picture: sonobeBall,
  },
  {
    id: '0a2fc20d-0c17-4ef9-8421-ac2035fa9788',
    slug: 'kusudama-ball',
    name: 'Kusudama Ball',
    category: 'modular',
    kind: 'model',
    difficulty: 'expert',
    summary: 'A hanging ball of pointed flowers with a silken tassel.',
    description:
      'One finished ball, about 14 centimetres across, made of many small folded flowers in teal, ochre and vermilion. They are sewn together at the centre, and the thread ends in a tassel.',
    history:
      'Kusudama means medicine ball. The first ones were filled with herbs and incense and hung up to keep illness away.',
    foldingMinutes: 240,
    paperSizeMm: 75,
    priceCents: 5400,
    currency: 'EUR',
    picture: kusudama,
  },
];
