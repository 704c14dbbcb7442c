import { cat, dog, elephant, fox, rabbit } from './drawings/land-animals.ts';
import type { SeedProduct } from './seed-product.ts';

export const landAnimals: readonly SeedProduct[] = [
  {
    id: '6f57e2ef-41f0-4b86-bff4-f47b5c54d690',
    slug: 'kitsune-fox',
    name: 'Kitsune Fox',
    category: 'land-animals',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'A sitting fox with a pointed face and a white-tipped tail.',
    description:
      'One folded fox in vermilion, sitting upright. The back of the paper shows at the cheeks, the bib and the tip of the tail, so a single sheet gives both colours of the coat.',
    history:
      'In Japan foxes, kitsune, are the messengers of Inari, the deity of rice. Pairs of stone foxes guard the shrines.',
    foldingMinutes: 20,
    paperSizeMm: 150,
    priceCents: 990,
    currency: 'EUR',
    picture: fox,
  },
  {
    id: '95028194-ceca-4ec3-893a-f248a8cc96a0',
    slug: 'moon-rabbit',
    name: 'Moon Rabbit',
    category: 'land-animals',
    kind: 'model',
    difficulty: 'intermediate',
    summary: 'A rabbit at rest, ears up, in warm sand-coloured paper.',
    description:
      'One folded rabbit. The long ears come from one corner of the square, split and opened so that the pale back shows inside. The body stays hollow and stands on its folded edge.',
    history:
      'Where Europeans see a man in the moon, people in East Asia see a rabbit. In Japan it pounds rice for cakes.',
    foldingMinutes: 25,
    paperSizeMm: 150,
    priceCents: 990,
    currency: 'EUR',
    picture: rabbit,
  },
  {
    id: '1c65d125-a55f-4e2f-9eae-d4e85069fca9',
    slug: 'zo-elephant',
    name: 'Zō Elephant',
    category: 'land-animals',
    kind: 'model',
    difficulty: 'advanced',
    summary: 'A sturdy elephant with wide ears and a swinging trunk.',
    description:
      'One folded elephant from a large square in misty blue-grey. Pleats turn one corner into the trunk, and the ears are squashed open from the layers beside it. The tusks show the pale back of the sheet.',
    history:
      'In 1729 an elephant walked from Nagasaki to Edo to be shown to the shogun. Zō is the Japanese word for elephant.',
    foldingMinutes: 40,
    paperSizeMm: 240,
    priceCents: 1790,
    currency: 'EUR',
    picture: elephant,
  },
  {
    id: 'e0cbf879-dd23-4b45-ac8a-5d11fbf584bb',
    slug: 'cat-face',
    name: 'Cat Face',
    category: 'land-animals',
    kind: 'model',
    difficulty: 'beginner',
    summary: 'A cat in a handful of folds, with amber eyes and a pink nose.',
    description:
      'One folded cat face in charcoal paper, ready for a wall or a card. The fold is a triangle with two corners turned up for the ears and one tucked under for the chin. Eyes and nose are small coloured papers.',
    history:
      'The beckoning cat, maneki-neko, has sat in Japanese shops since the nineteenth century. This face is often one of the first things a child folds.',
    foldingMinutes: 4,
    paperSizeMm: 150,
    priceCents: 290,
    currency: 'EUR',
    picture: cat,
  },
  {
    id: '355699e4-66c9-443e-81b7-aa4fef7a55f0',
    slug: 'dog-face',
    name: 'Dog Face',
    category: 'land-animals',
    kind: 'model',
    difficulty: 'beginner',
    summary: 'Two ears down, one nose up: the shortest way from a square to a friend.',
    description:
      'One folded dog face in ochre with umber ears. Fold a square to a triangle, turn two corners down for the ears and the lowest one up for the muzzle. Eyes and nose are dots of dark paper.',
    history:
      'Together with the cat, the dog is one of the best known folds for small children. Papier-mâché dogs, inu-hariko, are an old Japanese charm for their health.',
    foldingMinutes: 3,
    paperSizeMm: 150,
    priceCents: 290,
    currency: 'EUR',
    picture: dog,
  },
];
