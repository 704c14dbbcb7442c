import { expect, it, vi } from 'vitest';
import { createBallot, type Ballot } from '../browser/ballot.ts';

/** A ballot on a shop that answers when it is told to. */
function openBallot(): {
  ballot: Ballot;
  sent: boolean[];
  shown: string[];
  settled: () => { isVote: boolean; problem?: unknown }[];
  answer: (votes: number) => void;
  fail: () => void;
} {
  const sent: boolean[] = [];
  const shown: string[] = [];
  const onSettled = vi.fn<(result: { isVote: boolean; problem?: unknown }) => void>();
  let pending: PromiseWithResolversOf<{ votes: number; voted: boolean }> | undefined;
  const ballot = createBallot({
    initial: { votes: 7, voted: false },
    send(isVote) {
      if (pending) throw new Error('two requests are under way');
      sent.push(isVote);
      pending = withResolvers();
      return pending.promise;
    },
    show({ votes, voted }) {
      shown.push(`${votes}${voted ? ', yours too' : ''}`);
    },
    onSettled,
  });
  return {
    ballot,
    sent,
    shown,
    settled: () => onSettled.mock.calls.map(([result]) => result),
    answer(votes) {
      const answered = pending;
      pending = undefined;
      answered?.resolve({ votes, voted: sent.at(-1) === true });
    },
    fail() {
      const failed = pending;
      pending = undefined;
      failed?.reject(new Error('torn'));
    },
  };
}

it('shows a vote at once, and then what the shop counts', async () => {
  const { ballot, sent, shown, settled, answer } = openBallot();
  ballot.toggle();
  expect([sent, shown]).toEqual([[true], ['8, yours too']]);
  answer(12);
  await expect.poll(settled).toEqual([{ isVote: true }]);
  expect(shown.at(-1)).toBe('12, yours too');
});

it('sends nothing but the last wish, once the request before it was answered', async () => {
  const { ballot, sent, shown, settled, answer } = openBallot();
  ballot.toggle();
  ballot.toggle();
  expect([sent, shown.at(-1)]).toEqual([[true], '7']);
  answer(8);
  await expect.poll(() => sent).toEqual([true, false]);
  expect(shown.at(-1)).toBe('7');
  answer(7);
  await expect.poll(settled).toEqual([{ isVote: false }]);
  expect(shown.at(-1)).toBe('7');
});

it('sends once what was wanted, taken back and wanted again meanwhile', async () => {
  const { ballot, sent, settled, answer } = openBallot();
  for (let click = 1; click <= 5; click += 1) ballot.toggle();
  answer(8);
  await expect.poll(settled).toEqual([{ isVote: true }]);
  expect(sent).toEqual([true]);
});

it('shows what was counted last when a vote is not counted, and can be asked again', async () => {
  const { ballot, sent, shown, settled, answer, fail } = openBallot();
  ballot.toggle();
  fail();
  await expect.poll(() => settled().length).toBe(1);
  expect(settled()[0]).toMatchObject({ problem: new Error('torn') });
  expect(shown.at(-1)).toBe('7');
  ballot.toggle();
  answer(8);
  await expect.poll(() => settled().length).toBe(2);
  expect(sent).toEqual([true, true]);
  expect(shown.at(-1)).toBe('8, yours too');
});

interface PromiseWithResolversOf<Value> {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (reason: Error) => void;
}

function withResolvers<Value>(): PromiseWithResolversOf<Value> {
  let settle: Pick<PromiseWithResolversOf<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('a promise runs its executor at once');
  return { promise, ...settle };
}
