import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';
import type { Product } from '../src/catalog/product.ts';

export interface StandInCatalog extends StandIn {
  /** What it sells. */
  products: Product[];
}

/** A catalog that pages through its products, and can fail. */
export async function startStandInCatalog(products: Product[]): Promise<StandInCatalog> {
  const standIn = await startStandIn((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://catalog');
    if (pathname === '/livez') {
      response.end();
      return;
    }
    const start = Number(searchParams.get('cursor') ?? 0);
    const end = start + Number(searchParams.get('limit'));
    const nextCursor = end < catalog.products.length ? String(end) : null;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ items: catalog.products.slice(start, end), nextCursor }));
  });
  const catalog: StandInCatalog = { ...standIn, products };
  return catalog;
}
