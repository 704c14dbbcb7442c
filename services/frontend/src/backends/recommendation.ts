import { Type, type Static } from 'typebox';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import type { paths } from '../generated/recommendation.ts';
import { ProductSummary } from './product.ts';

const DailyPick = Type.Object({
  date: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
  product: ProductSummary,
});
const SimilarProducts = Type.Object({ items: Type.Array(ProductSummary) });

/** The product of a day; `date` is YYYY-MM-DD in UTC. */
export type DailyPick = Static<typeof DailyPick>;

export interface Recommendation {
  /** Today's product, the same for everyone. */
  daily(): Promise<DailyPick>;
  /** Products that are like another, the likest first. */
  similar(productId: string, limit: number): Promise<ProductSummary[]>;
}

/** Recommendation, as far as the shop uses it. Every method rejects with a `PeerError` while it is away. */
export function createRecommendation(peer: PeerClient): Recommendation {
  const client = createApiClient<paths>(peer);
  return {
    daily() {
      return peerAnswer(peer.peer, client.GET('/api/daily'), DailyPick);
    },
    async similar(productId, limit) {
      const call = client.GET('/api/products/{id}/similar', {
        params: { path: { id: productId }, query: { limit } },
      });
      const { items } = await peerAnswer(peer.peer, call, SimilarProducts);
      return items;
    },
  };
}
