import type { createApiClient } from '@foldline/service-kit/http/api-client';
import { peerAnswer } from '@foldline/service-kit/http/peer-answer';
import { Type } from 'typebox';
import type { paths } from '../generated/voting.ts';
import { voteSpans, type VoteSpans, type WindowVotes } from './vote-spans.ts';

export type VotingApi = ReturnType<typeof createApiClient<paths>>;

/** Each product's votes of the last 30 days, by product id. Products without votes are left out. */
export type RecentVotes = ReadonlyMap<string, VoteSpans>;

const MAX_ENTRIES = 100;
const Leaderboard = Type.Object({
  items: Type.Array(
    Type.Object({ productId: Type.String({ format: 'uuid' }), votes: Type.Integer({ minimum: 0 }) }),
  ),
});

/**
 * Reads voting's leaderboards of the last day, week and month, side by side. Each holds its first 100 products; one
 * that is further down counts there as if it had no votes.
 *
 * @throws {PeerError} when any of them cannot be had
 */
export async function readRecentVotes(api: VotingApi): Promise<RecentVotes> {
  const [day, week, month] = await Promise.all([
    readWindow(api, '24h'),
    readWindow(api, '7d'),
    readWindow(api, '30d'),
  ]);
  return voteSpans({ day, week, month });
}

async function readWindow(api: VotingApi, window: '24h' | '7d' | '30d'): Promise<WindowVotes> {
  const query = { window, limit: MAX_ENTRIES };
  const call = api.GET('/api/leaderboard', { params: { query } });
  const { items } = await peerAnswer('voting', call, Leaderboard);
  return new Map(items.map(({ productId, votes }) => [productId, votes]));
}
