import { describe, expect, it } from 'vitest';
import { product } from '../../test/products.ts';
import { DIFFICULTIES } from '../catalog/product.ts';
import { CATEGORY_WEIGHT, DIFFICULTY_WEIGHT, distance, PRICE_WEIGHT } from './distance.ts';

const flowers = { slug: 'flowers', name: 'Flowers' };

// Every combination of a few of each feature's values.
const all = ['birds', 'flowers'].flatMap((slug) =>
  DIFFICULTIES.flatMap((difficulty) =>
    [0, 1, 900, 1000, 25_000].flatMap((priceCents) =>
      ['EUR', 'JPY'].map((currency) => ({
        category: { slug, name: slug },
        difficulty,
        priceCents,
        currency,
      })),
    ),
  ),
);
const everything = all.map((given, index) => product(index + 1, given));

describe('distance', () => {
  it('adds up to 1', () => {
    expect(CATEGORY_WEIGHT + DIFFICULTY_WEIGHT + PRICE_WEIGHT).toBe(1);
  });

  it('is 0 between a product and its like, symmetric, and within 0 and 1', () => {
    for (const a of everything) {
      expect(distance(a, a)).toBe(0);
      for (const b of everything) {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b)).toBeGreaterThanOrEqual(0);
        expect(distance(a, b)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('is 1 between products that have nothing in common', () => {
    const simple = product(1, { difficulty: 'beginner', priceCents: 100 });
    const grand = product(2, { difficulty: 'expert', priceCents: 99_900, category: flowers });
    expect(distance(simple, grand)).toBe(1);
  });

  it.each([
    [{ category: flowers }, CATEGORY_WEIGHT],
    [{ difficulty: 'intermediate' as const }, DIFFICULTY_WEIGHT / 4],
    [{ difficulty: 'expert' as const }, (DIFFICULTY_WEIGHT * 3) / 4],
    [{ priceCents: 10_000 }, PRICE_WEIGHT],
    [{ priceCents: 100_000 }, PRICE_WEIGHT],
    [{ priceCents: 2000 }, PRICE_WEIGHT * Math.log10(2)],
    [{ currency: 'JPY' }, PRICE_WEIGHT],
  ])('counts %o as %f', (difference, expected) => {
    expect(distance(product(1), product(2, difference))).toBeCloseTo(expected, 10);
  });

  it('compares prices by ratio', () => {
    const [five, ten, fifty, hundred] = [500, 1000, 5000, 10_000].map((priceCents, index) =>
      product(index, { priceCents }),
    );
    if (!five || !ten || !fifty || !hundred) throw new Error('four prices make four products');
    expect(distance(five, ten)).toBeCloseTo(distance(fifty, hundred), 10);
  });
});
