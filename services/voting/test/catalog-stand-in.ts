import { randomUUID } from 'node:crypto';
import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';

export interface CatalogStandIn extends StandIn {
  /** The ids of the products that it has; a test may add and remove some. */
  products: Set<string>;
  /** Adds a product and answers its id. */
  addProduct(): string;
  /** How often it was asked for a product. */
  lookUps(productId: string): number;
}

/** A catalog that has the products that a test gives it. */
export async function startCatalogStandIn(): Promise<CatalogStandIn> {
  const products = new Set<string>();
  const standIn = await startStandIn((request, response) => {
    const ids = new URL(request.url ?? '', 'http://catalog').searchParams.get('ids')?.split(',') ?? [];
    const items = ids.filter((id) => products.has(id)).map((id) => ({ id }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ items, nextCursor: null }));
  });
  return {
    ...standIn,
    products,
    addProduct() {
      const id = randomUUID();
      products.add(id);
      return id;
    },
    lookUps: (productId) => standIn.requests.filter(({ url }) => url.includes(productId)).length,
  };
}
