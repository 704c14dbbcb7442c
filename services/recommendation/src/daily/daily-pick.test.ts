import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../test/products.ts';
import { pickOfTheDay } from './daily-pick.ts';
import { utcDate } from './utc-day.ts';

const DAYS = 1000;
const days = Array.from({ length: DAYS }, (_, day) => utcDate(new Date(Date.UTC(2026, 0, 1 + day))));

// Ids as a database makes them, and the same in every run.
function uuid(number: number): string {
  const hex = createHash('md5').update(String(number)).digest('hex');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

const catalogOf = (count: number): { id: string }[] =>
  Array.from({ length: count }, (_, number) => ({ id: uuid(number) }));

const picksFrom = (products: { id: string }[]): (string | undefined)[] =>
  days.map((day) => pickOfTheDay(day, products)?.id);

describe('the pick of the day', () => {
  it('is none where there are no products', () => {
    expect(pickOfTheDay('2026-11-24', catalogOf(0))).toBeUndefined();
  });

  it('does not depend on the order of the products', () => {
    const products = catalogOf(24);
    expect(picksFrom(products.toReversed())).toEqual(picksFrom(products));
  });

  it('stays what it is: everybody has seen it', () => {
    const products = catalogOf(24);
    const picks = ['2026-11-24', '2026-11-25', '2026-11-26'].map((day) => pickOfTheDay(day, products)?.id);
    expect(picks).toEqual([uuid(12), uuid(20), uuid(5)]);
  });

  it('is the product with the smaller id where the weights are equal', () => {
    // Found by search: on this date, these two have the same hash.
    const pair = [{ id: idOf(512_789) }, { id: idOf(749_192) }];
    expect(pickOfTheDay('2026-11-24', pair)).toBe(pair[0]);
    expect(pickOfTheDay('2026-11-24', pair.toReversed())).toBe(pair[0]);
  });

  // Also where ids differ by nothing but their last digits.
  it.each([
    [5, uuid],
    [24, uuid],
    [200, uuid],
    [5, idOf],
    [24, idOf],
    [200, idOf],
  ])('gives each of %i products its share of the days', (count, makeId) => {
    const products = Array.from({ length: count }, (_, number) => ({ id: makeId(number) }));
    const picks = picksFrom(products);
    const expected = DAYS / count;
    // Pearson's chi-squared statistic: for a fair pick its mean is count - 1 and its variance twice that.
    const observed = products.map(({ id }) => picks.filter((pick) => pick === id).length);
    const statistic = observed.reduce((sum, days) => sum + (days - expected) ** 2 / expected, 0);
    expect(statistic).toBeLessThan(count - 1 + 4 * Math.sqrt(2 * (count - 1)));
  });

  it.each([5, 24, 200])(
    'moves about one day in n + 1 to a product that joins %i, and no other day',
    (count) => {
      const before = picksFrom(catalogOf(count));
      const after = picksFrom(catalogOf(count + 1));
      const moved = days.filter((_, day) => before[day] !== after[day]);
      const newcomer = uuid(count);
      expect(after.filter((pick) => pick === newcomer)).toHaveLength(moved.length);
      const share = 1 / (count + 1);
      // Four standard deviations of the binomial distribution.
      const tolerance = 4 * Math.sqrt(DAYS * share * (1 - share));
      expect(Math.abs(moved.length - DAYS * share)).toBeLessThan(tolerance);
    },
  );

  it('moves no day but its own when a product leaves', () => {
    const products = catalogOf(24);
    const before = picksFrom(products);
    for (const gone of products) {
      const after = picksFrom(products.filter((product) => product !== gone));
      const moved = days.filter((_, day) => before[day] !== after[day]);
      expect(moved).toEqual(days.filter((_, day) => before[day] === gone.id));
    }
  });
});
