import { expect, it } from 'vitest';
import { voteSpans } from './vote-spans.ts';

const board = (votes: Record<string, number>): Map<string, number> => new Map(Object.entries(votes));

it('counts each vote in one span', () => {
  const spans = voteSpans({
    day: board({ crane: 2 }),
    week: board({ crane: 5 }),
    month: board({ crane: 9 }),
  });
  expect(spans).toEqual(new Map([['crane', { day: 2, week: 3, month: 4 }]]));
});

it('knows a product that only a longer window has', () => {
  const spans = voteSpans({ day: board({}), week: board({ frog: 1 }), month: board({ frog: 1, fox: 7 }) });
  expect(spans.get('frog')).toEqual({ day: 0, week: 1, month: 0 });
  expect(spans.get('fox')).toEqual({ day: 0, week: 0, month: 7 });
});

it('never counts less than nothing, whatever windows were read while votes came in', () => {
  const spans = voteSpans({ day: board({ crane: 6 }), week: board({ crane: 5 }), month: board({}) });
  expect(spans.get('crane')).toEqual({ day: 6, week: 0, month: 0 });
});
