import { expect, test } from 'vitest';
import { jsonAnswer, type Answer } from '../http/answer.ts';
import { createAnswerCache, type AnswerCache } from './answer-cache.ts';

const answer = jsonAnswer('{}');
const url = '/api/products';

function trustedCache(maxBytes = 100_000): AnswerCache {
  const cache = createAnswerCache({ maxBytes });
  cache.trust();
  return cache;
}

test('an answer is read once and kept', async () => {
  const cache = trustedCache();
  expect(await cache.getOrRead(url, () => Promise.resolve(answer))).toBe(answer);
  expect(await cache.getOrRead(url, () => Promise.reject(new Error('read again')))).toBe(answer);
  expect(cache.get(url)).toBe(answer);
});

test('requests at the same time share one read', async () => {
  const cache = trustedCache();
  const { promise, resolve } = deferred();
  let reads = 0;
  const read = (): Promise<Answer> => {
    reads += 1;
    return promise;
  };
  const both = [cache.getOrRead(url, read), cache.getOrRead(url, read)];
  resolve(answer);
  expect(await Promise.all(both)).toEqual([answer, answer]);
  expect(reads).toBe(1);
});

test.each(['clear', 'distrust'] as const)(
  'an answer whose reading began before %s is neither kept nor shared',
  async (change) => {
    const cache = trustedCache();
    const { promise, resolve } = deferred();
    const early = cache.getOrRead(url, () => promise);
    cache[change]();
    const current = jsonAnswer('{"is":"current"}');
    expect(await cache.getOrRead(url, () => Promise.resolve(current))).toBe(current);
    resolve(answer);
    expect(await early).toBe(answer);
    expect(cache.get(url)).toBe(change === 'clear' ? current : undefined);
  },
);

test('a failed read is told and tried again', async () => {
  const cache = trustedCache();
  await expect(cache.getOrRead(url, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.getOrRead(url, () => Promise.resolve(answer))).toBe(answer);
});

test('without trust nothing is kept', async () => {
  const cache = createAnswerCache({ maxBytes: 100_000 });
  await cache.getOrRead(url, () => Promise.resolve(answer));
  expect(cache.get(url)).toBeUndefined();
});

test('answers take no more memory than they may', async () => {
  const cache = trustedCache(10_000);
  const large = jsonAnswer(JSON.stringify('x'.repeat(4000)));
  for (const key of ['/1', '/2', '/3']) await cache.getOrRead(key, () => Promise.resolve(large));
  expect(['/1', '/2', '/3'].map((key) => cache.get(key) !== undefined)).toEqual([false, true, true]);
});

function deferred(): { promise: Promise<Answer>; resolve: (value: Answer) => void } {
  let resolve: (value: Answer) => void = () => undefined;
  const promise = new Promise<Answer>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
