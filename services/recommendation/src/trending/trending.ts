import { trendingScore } from './trending-score.ts';
import type { VoteSpans } from './vote-spans.ts';

export interface Trending<Product> {
  product: Product;
  score: number;
}

/**
 * The products with the highest scores, the highest first; equals in the order of their ids. Votes for what is no
 * longer among the products are left out.
 *
 * @param limit how many at most
 */
export function trendingProducts<Product extends { id: string }>(
  products: ReadonlyMap<string, Product>,
  votes: ReadonlyMap<string, VoteSpans>,
  limit: number,
): Trending<Product>[] {
  return Array.from(votes)
    .flatMap(([id, spans]) => {
      const product = products.get(id);
      return product ? [{ product, score: trendingScore(spans) }] : [];
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.product.id < b.product.id ? -1 : 1))
    .slice(0, limit);
}
