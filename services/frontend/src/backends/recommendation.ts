import { Type, type Static } from 'typebox';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import type { paths } from '../generated/recommendation.ts';
import { ProductSummary } from './product.ts';

const Highlights = Type.Object({
  date: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
  daily: ProductSummary,
  trending: Type.Union([Type.Array(Type.Object({ product: ProductSummary })), Type.Null()]),
  stale: Type.Boolean(),
});
const SimilarProducts = Type.Object({ items: Type.Array(ProductSummary) });

/**
 * The product of the day, `date`, which is YYYY-MM-DD in UTC, and those that get the most votes now: null while
 * recommendation does not know the votes. `stale`: the last that recommendation knew, because catalog or voting is away.
 */
export type Highlights = Static<typeof Highlights>;

export interface Recommendation {
  /** Today's product, the same for everyone, and at most so many that are trending. */
  highlights(options: { trending: number }): Promise<Highlights>;
  /** Products that are like another, the likest first. */
  similar(productId: string, limit: number): Promise<ProductSummary[]>;
}

/** Recommendation, as far as the shop uses it. Every method rejects with a `PeerError` while it is away. */
export function createRecommendation(peer: PeerClient): Recommendation {
  const client = createApiClient<paths>(peer);
  return {
    highlights({ trending }) {
      const call = client.GET('/api/highlights', { params: { query: { trending } } });
      return peerAnswer(peer.peer, call, Highlights);
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
