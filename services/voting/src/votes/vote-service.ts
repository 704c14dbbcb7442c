import { ServiceError } from '@foldline/service-kit/errors';
import type { KnownProducts } from '../known-products/known-products.ts';
import type { VoteResult } from './schemas.ts';
import type { VoteRepository } from './vote-repository.ts';

export interface VoteService {
  /**
   * Casts the voter's vote for the product. Casting it again changes nothing.
   *
   * @throws {ServiceError} `not-found` for a product that the catalog does not have, `unavailable` where that cannot be
   * found out
   */
  cast(productId: string, voterId: string): Promise<VoteResult>;
  /** Takes the voter's vote for the product back, whether or not the catalog still has the product. */
  withdraw(productId: string, voterId: string): Promise<VoteResult>;
}

/** One vote per voter and product, for products that exist. */
export function createVoteService(options: {
  votes: VoteRepository;
  knownProducts: KnownProducts;
}): VoteService {
  const { votes, knownProducts } = options;
  return {
    async cast(productId, voterId) {
      if (!(await knownProducts.has(productId))) {
        throw new ServiceError(
          'not-found',
          `The catalog has no product ${productId}. Choose one that it has.`,
        );
      }
      return { productId, votes: await votes.cast(productId, voterId), voted: true };
    },
    async withdraw(productId, voterId) {
      return { productId, votes: await votes.withdraw(productId, voterId), voted: false };
    },
  };
}
