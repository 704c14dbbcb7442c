import { Type, type Static } from 'typebox';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { paths } from '../generated/catalog.ts';
import type { SearchQuery } from '../products/search-query.ts';
import { ProductDetails, ProductSummary } from './product.ts';

const Category = Type.Object({
  slug: Type.String({ minLength: 1 }),
  name: Type.String(),
  /** How many products it has in the whole catalog. */
  products: Type.Integer({ minimum: 0 }),
});
export type Category = Static<typeof Category>;

const ProductPage = Type.Object({
  items: Type.Array(ProductSummary),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
  /** All categories of the catalog, where they were asked for. */
  categories: Type.Optional(Type.Array(Category)),
});
export type ProductPage = Static<typeof ProductPage>;

export interface ProductListRequest {
  /** What the list is narrowed to; all products without. */
  search?: SearchQuery;
  limit: number;
  /** Where the page begins; the first page without. */
  cursor: string | undefined;
  withCategories: boolean;
}

/** A picture as the catalog answered it. `status` is 200, 304, or what says that there is none. */
export interface PictureAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: Buffer;
}

export interface Catalog {
  /**
   * A page of products, in the order that the search asks for or else in the catalog's own.
   *
   * @returns `undefined` if the catalog refuses what a visitor chose: a cursor that is not of this list, too many words
   */
  products(request: ProductListRequest): Promise<ProductPage | undefined>;
  /** Some products by product id, in one call; those that the catalog does not have are left out. */
  productsById(ids: readonly string[]): Promise<Map<string, ProductSummary>>;
  /** A product by its slug; `undefined` if there is none. */
  product(slug: string): Promise<ProductDetails | undefined>;
  /** A product's picture, asked for on the browser's behalf. */
  picture(
    slug: string,
    options: { version: string | undefined; ifNoneMatch: string | undefined },
  ): Promise<PictureAnswer>;
}

/** The catalog, as far as the shop uses it. Every method rejects with a {@link PeerError} while it is away. */
export function createCatalog(peer: PeerClient): Catalog {
  const client = createApiClient<paths>(peer);
  return {
    products({ search, limit, cursor, withCategories }) {
      const query = {
        ...search,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(withCategories ? { include: 'categories' as const } : {}),
      };
      const call = client.GET('/api/products', { params: { query } });
      const answer = peerAnswer(peer.peer, call, ProductPage);
      const isVisitorsChoice = cursor !== undefined || search?.q !== undefined;
      return isVisitorsChoice ? unless(400, answer) : answer;
    },
    async productsById(ids) {
      if (ids.length === 0) return new Map();
      const call = client.GET('/api/products', { params: { query: { ids: ids.join(',') } } });
      const { items } = await peerAnswer(peer.peer, call, ProductPage);
      return new Map(items.map((product) => [product.id, product]));
    },
    product(slug) {
      const call = client.GET('/api/products/{slug}', { params: { path: { slug } } });
      return unless(404, peerAnswer(peer.peer, call, ProductDetails));
    },
    async picture(slug, { version, ifNoneMatch }) {
      const { data, response } = await client.GET('/images/{slug}.svg', {
        params: { path: { slug }, query: version === undefined ? {} : { v: version } },
        headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch },
        parseAs: 'arrayBuffer',
      });
      const { status, headers } = response;
      return { status, headers, body: Buffer.from(data ?? new ArrayBuffer(0)) };
    },
  };
}

async function unless<Data>(status: number, answer: Promise<Data>): Promise<Data | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof PeerError && error.status === status) return undefined;
    throw error;
  }
}
