import type { Product } from '../src/catalog/product.ts';

/** A product's id in tests: the number, in the shape of a UUID. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** A product of the catalog, as it lists it. */
export function product(number: number, given: Partial<Product> = {}): Product {
  const slug = `model-${number}`;
  return {
    id: idOf(number),
    slug,
    name: `Model ${number}`,
    category: { slug: 'birds', name: 'Birds' },
    kind: 'model',
    difficulty: 'easy',
    summary: 'A model to test with.',
    foldingMinutes: 20,
    paperSizeMm: 150,
    priceCents: 1000,
    currency: 'EUR',
    imageUrl: `/images/${slug}.svg?v=0123abc`,
    ...given,
  };
}

/** Products 1 to `count`. */
export function products(count: number): Product[] {
  return Array.from({ length: count }, (_, index) => product(index + 1));
}
