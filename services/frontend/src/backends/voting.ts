import { Type, type Static } from 'typebox';
import { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import type { PeerClient } from '@foldline/service-kit/http/peer-client';
import type { paths } from '../generated/voting.ts';
import { Leaderboard, type LeaderboardWindow } from './leaderboard.ts';

const Tally = Type.Object({
  productId: Type.String(),
  votes: Type.Integer({ minimum: 0 }),
  voted: Type.Optional(Type.Boolean()),
});
const Tallies = Type.Object({ items: Type.Array(Tally) });

/** A product's votes; `voted` says whether the visitor's is among them. */
export type Tally = Static<typeof Tally>;

/** Who votes, and from where: voting limits both. */
export interface Voter {
  id: string;
  address: string | undefined;
}

export interface Voting {
  /** The tallies of some products by product id, with the visitor's own votes if `voterId` is known. */
  tallies(productIds: readonly string[], voterId: string | undefined): Promise<Map<string, Tally>>;
  /** The products with the most votes of a window; at most `limit`. */
  leaderboard(window: LeaderboardWindow, limit: number): Promise<Leaderboard>;
  /** Gives a product the voter's vote; it stays one vote however often it is given. Answers the tally after it. */
  vote(productId: string, voter: Voter): Promise<Tally>;
  /** Takes the voter's vote back, if there is one. Answers the tally after it. */
  takeBack(productId: string, voter: Voter): Promise<Tally>;
}

/** Voting, as far as the shop uses it. Every method rejects with a `PeerError` if voting is away or refuses. */
export function createVoting(peer: PeerClient): Voting {
  const client = createApiClient<paths>(peer);
  return {
    async tallies(productIds, voterId) {
      if (productIds.length === 0) return new Map();
      const call = client.GET('/api/votes', {
        params: {
          query: { productIds: productIds.join(',') },
          header: voterId === undefined ? {} : { 'x-voter-id': voterId },
        },
      });
      const { items } = await peerAnswer(peer.peer, call, Tallies);
      return new Map(items.map((tally) => [tally.productId, tally]));
    },
    leaderboard(window, limit) {
      const call = client.GET('/api/leaderboard', { params: { query: { window, limit } } });
      return peerAnswer(peer.peer, call, Leaderboard);
    },
    vote(productId, voter) {
      return peerAnswer(peer.peer, client.PUT('/api/products/{id}/vote', voteOf(productId, voter)), Tally);
    },
    takeBack(productId, voter) {
      return peerAnswer(peer.peer, client.DELETE('/api/products/{id}/vote', voteOf(productId, voter)), Tally);
    },
  };
}

function voteOf(
  productId: string,
  { id, address }: Voter,
): {
  params: { path: { id: string }; header: { 'x-voter-id': string } };
  headers: Record<string, string>;
} {
  return {
    params: { path: { id: productId }, header: { 'x-voter-id': id } },
    headers: address === undefined ? {} : { 'x-forwarded-for': address },
  };
}
