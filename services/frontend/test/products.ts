import type { ProductDetails } from '../src/backends/product.ts';

/** A product as the catalog answers it. */
export function product(name: string, fields: Partial<ProductDetails> = {}): ProductDetails {
  const slug = name.toLowerCase();
  return {
    id: crypto.randomUUID(),
    slug,
    name,
    category: { name: 'Birds' },
    kind: 'model',
    difficulty: 'easy',
    summary: `A ${slug} in one sentence.`,
    description: `All about the ${slug}.`,
    history: `Where the ${slug} comes from.`,
    foldingMinutes: 95,
    paperSizeMm: 150,
    priceCents: 123_450,
    currency: 'EUR',
    imageUrl: `/images/${slug}.svg?v=v1`,
    ...fields,
  };
}
