import { DIFFICULTIES } from '../catalog/product.ts';
import type { Product } from '../catalog/product.ts';

export const CATEGORY_WEIGHT = 0.5;
export const DIFFICULTY_WEIGHT = 0.3;
export const PRICE_WEIGHT = 0.2;
/** Prices that differ by this factor or more are as different as prices can be. */
export const PRICE_RANGE = 10;

/** What products are compared by. */
export type Comparable = Pick<Product, 'id' | 'category' | 'difficulty' | 'priceCents' | 'currency'>;

/**
 * How different two products are, from 0 (alike) to 1: the weighted mean of the distance of each feature, which is
 * Gower's coefficient for features of mixed kinds (J. C. Gower, "A general coefficient of similarity and some of its
 * properties", Biometrics 27(4), 1971, https://doi.org/10.2307/2528823).
 *
 *     d = 0.5 · category + 0.3 · difficulty + 0.2 · price
 *     category   = 0 if it is the same, else 1
 *     difficulty = |rank a - rank b| / (levels - 1)
 *     price      = min(1, |ln price a - ln price b| / ln 10), and 1 between currencies
 *
 * Prices are compared by ratio: from 5 to 10 is as far as from 50 to 100. The function is symmetric.
 */
export function distance(a: Comparable, b: Comparable): number {
  const category = a.category.slug === b.category.slug ? 0 : 1;
  return (
    CATEGORY_WEIGHT * category +
    DIFFICULTY_WEIGHT * difficultyDistance(a, b) +
    PRICE_WEIGHT * priceDistance(a, b)
  );
}

function difficultyDistance(a: Comparable, b: Comparable): number {
  const ranks = Math.abs(DIFFICULTIES.indexOf(a.difficulty) - DIFFICULTIES.indexOf(b.difficulty));
  return ranks / (DIFFICULTIES.length - 1);
}

function priceDistance(a: Comparable, b: Comparable): number {
  if (a.currency !== b.currency) return 1;
  return Math.min(1, Math.abs(logPrice(a) - logPrice(b)) / Math.log(PRICE_RANGE));
}

// What is free has no logarithm; one cent is as near as a price comes.
function logPrice({ priceCents }: Comparable): number {
  return Math.log(Math.max(1, priceCents));
}
