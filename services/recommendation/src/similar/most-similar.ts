import { distance, type Comparable } from './distance.ts';

/**
 * The products most like the given one, without itself, the most similar first; equals in the order of their ids.
 *
 * @param limit how many at most
 */
export function mostSimilar<Product extends Comparable>(
  product: Product,
  products: Iterable<Product>,
  limit: number,
): Product[] {
  const nearest: Neighbour<Product>[] = [];
  // One pass that holds `limit` neighbours: sorting all products for each request costs twice the time at ten thousand.
  for (const candidate of products) {
    if (candidate.id === product.id) continue;
    const neighbour = { product: candidate, away: distance(product, candidate) };
    const place = nearest.findLastIndex((other) => compare(other, neighbour) < 0) + 1;
    if (place === limit) continue;
    nearest.splice(place, 0, neighbour);
    if (nearest.length > limit) nearest.pop();
  }
  return nearest.map((neighbour) => neighbour.product);
}

interface Neighbour<Product> {
  product: Product;
  away: number;
}

function compare(a: Neighbour<Comparable>, b: Neighbour<Comparable>): number {
  return a.away - b.away || (a.product.id < b.product.id ? -1 : 1);
}
