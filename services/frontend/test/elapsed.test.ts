import { expect, it } from 'vitest';
import { elapsed } from '../src/pages/status/elapsed.ts';

const now = '2026-11-24T10:00:00.000Z';

it.each([
  ['2026-11-24T10:00:00.000Z', 'just now'],
  ['2026-11-24T09:59:55.001Z', 'just now'],
  ['2026-11-24T09:59:55.000Z', '5 s ago'],
  ['2026-11-24T09:59:00.001Z', '59 s ago'],
  ['2026-11-24T09:59:00.000Z', '1 min ago'],
  ['2026-11-24T09:00:00.001Z', '59 min ago'],
  ['2026-11-24T09:00:00.000Z', '1 hour ago'],
  ['2026-11-23T10:00:00.001Z', '23 hours ago'],
  ['2026-11-20T10:00:00.000Z', '4 days ago'],
  ['2026-11-24T10:00:01.000Z', 'just now'],
])('says of %s: %s', (since, words) => {
  expect(elapsed(since, now)).toBe(words);
});
