import { expect, it } from 'vitest';
import { HALF_LIFE_DAYS, trendingScore } from './trending-score.ts';

const none = { day: 0, week: 0, month: 0 };

it('is 0 without votes', () => {
  expect(trendingScore(none)).toBe(0);
});

it.each([
  ['day', 0.5, 0.891],
  ['week', 4, 0.397],
  ['month', 18.5, 0.014],
] as const)('weighs a vote of the %s as if it were %d days old', (span, days, weight) => {
  expect(trendingScore({ ...none, [span]: 1 })).toBe(weight);
  expect(weight).toBeCloseTo(0.5 ** (days / HALF_LIFE_DAYS), 3);
});

it('grows by the same for each vote of a span', () => {
  expect(trendingScore({ day: 1000, week: 0, month: 0 })).toBe(890.899);
  expect(trendingScore({ day: 10, week: 20, month: 30 })).toBe(17.264);
});
