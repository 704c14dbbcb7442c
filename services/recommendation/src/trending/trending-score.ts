import type { VoteSpans } from './vote-spans.ts';

/** After how many days a vote counts half. */
export const HALF_LIFE_DAYS = 3;

// Where a span's votes are taken to lie, in days ago: in its middle.
const MIDDLE: Record<keyof VoteSpans, number> = { day: 0.5, week: 4, month: 18.5 };

/**
 * How much a product is talked about now: the sum of its votes, each weighted by exponential decay with its age.
 *
 *     score = Σ votes(span) · 2^(-middle(span) / 3 days)        0.89, 0.40 and 0.01 a vote
 *
 * Under exponential decay the ratio of two votes' weights stays the same as both grow older, so that a ranking changes
 * by new votes and not by waiting, here up to the width of a span (G. Cormode, V. Shkapenyuk, D. Srivastava, B. Xu,
 * "Forward decay: a practical time decay model for streaming systems", ICDE 2009,
 * https://doi.org/10.1109/ICDE.2009.65).
 *
 * @returns zero or more, rounded to three decimals
 */
export function trendingScore(votes: VoteSpans): number {
  const score =
    votes.day * decay(MIDDLE.day) + votes.week * decay(MIDDLE.week) + votes.month * decay(MIDDLE.month);
  return Math.round(score * 1000) / 1000;
}

function decay(ageDays: number): number {
  return 2 ** (-ageDays / HALF_LIFE_DAYS);
}
