export interface SeedCategory {
  slug: string;
  name: string;
}

/** In the order in which the shop shows them. */
export const categories: readonly SeedCategory[] = [
  { slug: 'birds', name: 'Birds' },
  { slug: 'land-animals', name: 'Land animals' },
  { slug: 'sea-life', name: 'Sea life' },
  { slug: 'insects', name: 'Insects' },
  { slug: 'flowers', name: 'Flowers' },
  { slug: 'boxes', name: 'Boxes' },
  { slug: 'toys', name: 'Toys' },
  { slug: 'modular', name: 'Modular' },
];
