import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import { Type } from 'typebox';
import type { paths } from '../generated/catalog.ts';

/** Asks whether a product exists. Rejects with a `PeerError` when that cannot be found out. */
export type ProductLookup = (productId: string) => Promise<boolean>;

const NeededProducts = Type.Object({ items: Type.Array(Type.Object({ id: Type.String() })) });

/** A lookup that asks the catalog. */
export function createCatalogLookup(catalog: PeerClient): ProductLookup {
  const api = createApiClient<paths>(catalog);
  return async (productId) => {
    const call = api.GET('/api/products', { params: { query: { ids: productId } } });
    const { items } = await peerAnswer(catalog.peer, call, NeededProducts);
    return items.some(({ id }) => id === productId);
  };
}
