import type { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { Logger } from '@foldline/service-kit/logger';
import { Type, type Static } from 'typebox';
import type { paths } from '../generated/catalog.ts';
import { Product } from './product.ts';

/** All products that can be recommended, by id. */
export type CatalogSnapshot = ReadonlyMap<string, Product>;

export type CatalogApi = ReturnType<typeof createApiClient<paths>>;

const PAGE_SIZE = 100;
const Page = Type.Object({
  items: Type.Array(Product),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
type Page = Static<typeof Page>;

/**
 * Makes a function that reads all products, page by page. A product that is added meanwhile may be missing until the
 * next reading; none is skipped and none appears twice. The function throws a `PeerError` when any page cannot be had.
 *
 * @param maxProducts how many to read at most; that there are more is logged once
 */
export function catalogReader(
  api: CatalogApi,
  { maxProducts, logger }: { maxProducts: number; logger: Logger },
): () => Promise<CatalogSnapshot> {
  let isCutShort = false;
  return async () => {
    const products = new Map<string, Product>();
    let cursor: string | null = null;
    // Counted by pages and not by products: a catalog that hands out the same page for ever ends too.
    for (let left = maxProducts; left > 0; left -= PAGE_SIZE) {
      const page = await readPage(api, Math.min(left, PAGE_SIZE), cursor);
      for (const product of page.items) products.set(product.id, product);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    if (cursor !== null && !isCutShort) {
      const message =
        'the catalog has more products than are held: raise MAX_PRODUCTS to recommend the rest too';
      logger.warn({ maxProducts }, message);
    }
    isCutShort = cursor !== null;
    return products;
  };
}

async function readPage(api: CatalogApi, limit: number, cursor: string | null): Promise<Page> {
  // By an order in which a change of a product moves none from one page to another.
  const query = { sort: 'newest' as const, limit, ...(cursor !== null && { cursor }) };
  return peerAnswer('catalog', api.GET('/api/products', { params: { query } }), Page);
}
