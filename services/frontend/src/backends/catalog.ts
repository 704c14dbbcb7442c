import { Type, type Static } from 'typebox';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { paths } from '../generated/catalog.ts';
import { ProductDetails, ProductSummary } from './product.ts';

const ProductPage = Type.Object({
  items: Type.Array(ProductSummary),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});
export type ProductPage = Static<typeof ProductPage>;

/** A picture as the catalog answered it. `status` is 200, 304, or what says that there is none. */
export interface PictureAnswer {
  status: number;
  headers: { get(name: string): string | null };
  body: Buffer;
}

export interface Catalog {
  /**
   * A page of all products, in the catalog's own order.
   *
   * @param cursor where the page begins; the first page without
   * @returns `undefined` if the catalog does not know the cursor
   */
  products(options: { limit: number; cursor: string | undefined }): Promise<ProductPage | undefined>;
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
    products({ limit, cursor }) {
      const query = { limit, ...(cursor === undefined ? {} : { cursor }) };
      const call = client.GET('/api/products', { params: { query } });
      const answer = peerAnswer(peer.peer, call, ProductPage);
      return cursor === undefined ? answer : unless(400, answer);
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
