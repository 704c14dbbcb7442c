import { Type, type Static } from 'typebox';

/** Which votes a leaderboard counts: those of the last 24 hours, 7 or 30 days, or all. */
export const leaderboardWindows = ['24h', '7d', '30d', 'all'] as const;
export type LeaderboardWindow = (typeof leaderboardWindows)[number];

const LeaderboardItem = Type.Object({
  productId: Type.String(),
  votes: Type.Integer({ minimum: 1 }),
  /** Standard competition ranking: equal votes share a rank, and the next rank skips as many. */
  rank: Type.Integer({ minimum: 1 }),
  /** The rank on the same board 24 hours before; null if the product was not on it. */
  previousRank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
});
/** A product's place on a leaderboard. */
export type LeaderboardItem = Static<typeof LeaderboardItem>;

/** The products with the most votes, best first. */
export const Leaderboard = Type.Object({
  /** When the votes were counted. */
  asOf: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$` }),
  items: Type.Array(LeaderboardItem),
});
export type Leaderboard = Static<typeof Leaderboard>;
