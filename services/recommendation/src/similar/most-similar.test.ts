import { describe, expect, it } from 'vitest';
import { product } from '../../test/products.ts';
import { DIFFICULTIES } from '../catalog/product.ts';
import { distance } from './distance.ts';
import { mostSimilar } from './most-similar.ts';

const flowers = { slug: 'flowers', name: 'Flowers' };

// Many products, among which some are equally near to each other.
const assortment = Array.from({ length: 100 }, (_, index) => {
  const difficulty = DIFFICULTIES[(index * 7) % DIFFICULTIES.length] ?? 'easy';
  return product(index + 1, { difficulty, priceCents: 500 * (1 + (index % 9)) });
});

describe('the most similar products', () => {
  it('come in the order of their distance, without the product itself', () => {
    const self = product(1);
    const near = product(2, { difficulty: 'intermediate' });
    const far = product(3, { category: flowers });
    expect(mostSimilar(self, [far, self, near], 4)).toEqual([near, far]);
  });

  it('come in the order of their ids where they are equally near', () => {
    const [self, ...others] = [1, 2, 3, 4].map((number) => product(number));
    if (!self) throw new Error('there is a first product');
    expect(mostSimilar(self, others.toReversed(), 2)).toEqual(others.slice(0, 2));
  });

  it('are those that sorting all would find', () => {
    for (const self of assortment.slice(0, 20)) {
      const sorted = assortment
        .filter((other) => other !== self)
        .sort((a, b) => distance(self, a) - distance(self, b) || (a.id < b.id ? -1 : 1));
      expect(mostSimilar(self, assortment, 12)).toEqual(sorted.slice(0, 12));
    }
  });

  it('are none where there is no other product', () => {
    expect(mostSimilar(product(1), [product(1)], 4)).toEqual([]);
  });
});
