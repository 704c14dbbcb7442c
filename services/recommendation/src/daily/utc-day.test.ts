import { expect, it } from 'vitest';
import { secondsOfUtcDayLeft, utcDate } from './utc-day.ts';

it.each([
  ['2026-11-24T00:00:00.000Z', '2026-11-24', 86_400],
  ['2026-11-24T23:59:59.999Z', '2026-11-24', 0],
  ['2026-11-24T23:59:50.000Z', '2026-11-24', 10],
  ['2026-11-25T00:30:00+01:00', '2026-11-24', 1800],
  ['2028-02-29T12:00:00Z', '2028-02-29', 43_200],
  ['2026-12-31T23:00:00Z', '2026-12-31', 3600],
])('at %s it is %s in UTC for %i more seconds', (time, date, secondsLeft) => {
  expect(utcDate(new Date(time))).toBe(date);
  expect(secondsOfUtcDayLeft(new Date(time))).toBe(secondsLeft);
});
