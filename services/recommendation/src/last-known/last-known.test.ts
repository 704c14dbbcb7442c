import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { captureLog } from '@foldline/service-kit/testing/captured-log';
import { currentRequest, requestContextFrom, runInRequest } from '@foldline/service-kit/request-context';
import { describe, expect, it } from 'vitest';
import { createLastKnown, type LastKnown, type LastKnownOptions } from './last-known.ts';

const TTL_MS = 1000;
const PAUSE_MS = 500;

interface Bench {
  known: LastKnown<number>;
  /** What the source answers from now on: a number, an error, or nothing for as long as the test wants. */
  answer: (next: () => Promise<number>) => void;
  loads: () => number;
  pass: (ms: number) => void;
}

function bench(given: Partial<LastKnownOptions<number>> = {}): Bench {
  let nowMs = 0;
  let loads = 0;
  let load = (): Promise<number> => Promise.resolve(1);
  const known = createLastKnown({
    source: 'source',
    load: () => {
      loads += 1;
      return load();
    },
    logger: quietLogger,
    ttlMs: TTL_MS,
    timeoutMs: 1000,
    pauseMs: PAUSE_MS,
    patienceMs: 20,
    now: () => nowMs,
    ...given,
  });
  return {
    known,
    answer: (next) => (load = next),
    loads: () => loads,
    pass: (ms) => (nowMs += ms),
  };
}

const value = (number: number) => () => Promise.resolve(number);
const failure = () => Promise.reject(new Error('away'));

/** An answer that comes when the test says so. */
function pending(): { load: () => Promise<number>; settle: (number: number) => void } {
  let settle: (number: number) => void = () => undefined;
  const answer = new Promise<number>((resolve) => {
    settle = resolve;
  });
  return { load: () => answer, settle };
}

describe('a value that is up to date', () => {
  it('is read when it is first asked for, and not again before its time', async () => {
    const { known, loads, pass } = bench();
    expect(loads()).toBe(0);
    expect(await known.get()).toEqual({ value: 1, ageMs: 0, isStale: false });
    pass(TTL_MS - 1);
    expect(await known.get()).toEqual({ value: 1, ageMs: TTL_MS - 1, isStale: false });
    expect(loads()).toBe(1);
  });

  it('is read once, however many ask at the same time', async () => {
    const { known, loads } = bench();
    const answers = await Promise.all(Array.from({ length: 100 }, () => known.get()));
    expect(new Set(answers.map((answer) => answer.value))).toEqual(new Set([1]));
    expect(loads()).toBe(1);
  });
});

describe('a value that is a little old', () => {
  it('is given at once, and read again behind the answer', async () => {
    const { known, answer, pass } = bench();
    await known.get();
    const { load, settle } = pending();
    answer(load);
    pass(TTL_MS);
    expect(await known.get()).toEqual({ value: 1, ageMs: TTL_MS, isStale: false });
    settle(2);
    await expect.poll(() => known.get()).toEqual({ value: 2, ageMs: 0, isStale: false });
  });
});

describe('a value that is too old', () => {
  it('is read again before it is given', async () => {
    const { known, answer, pass } = bench();
    await known.get();
    answer(value(2));
    pass(2 * TTL_MS);
    expect(await known.get()).toEqual({ value: 2, ageMs: 0, isStale: false });
  });

  it('is given as stale when the source takes too long, and as new as soon as it has answered', async () => {
    const { known, answer, pass, loads } = bench();
    await known.get();
    const { load, settle } = pending();
    answer(load);
    pass(2 * TTL_MS);
    expect(await known.get()).toEqual({ value: 1, ageMs: 2 * TTL_MS, isStale: true });
    settle(2);
    await expect.poll(() => known.get()).toEqual({ value: 2, ageMs: 0, isStale: false });
    expect(loads()).toBe(2);
  });

  it('ages from when it was asked for, not from when it came', async () => {
    const { known, answer, pass } = bench();
    const { load, settle } = pending();
    answer(load);
    const first = known.get();
    pass(300);
    settle(1);
    expect(await first).toMatchObject({ ageMs: 300 });
  });
});

describe('a source that fails', () => {
  it('leaves the last value, marked stale, until it answers again', async () => {
    const { known, answer, pass } = bench();
    await known.get();
    answer(failure);
    pass(2 * TTL_MS);
    expect(await known.get()).toEqual({ value: 1, ageMs: 2 * TTL_MS, isStale: true });
    answer(value(2));
    pass(PAUSE_MS);
    expect(await known.get()).toMatchObject({ value: 1, isStale: true });
    await expect.poll(() => known.get()).toEqual({ value: 2, ageMs: 0, isStale: false });
  });

  it('makes a value stale that is only a little old', async () => {
    const { known, answer, pass } = bench();
    await known.get();
    answer(failure);
    pass(TTL_MS);
    expect(await known.get()).toMatchObject({ isStale: false });
    await expect.poll(() => known.get()).toMatchObject({ value: 1, isStale: true });
  });

  it('is left alone for a pause', async () => {
    const { known, answer, loads, pass } = bench();
    answer(failure);
    await expect(known.get()).rejects.toThrow();
    await expect(known.get()).rejects.toThrow();
    pass(PAUSE_MS - 1);
    await expect(known.get()).rejects.toThrow();
    expect(loads()).toBe(1);
    pass(1);
    await expect(known.get()).rejects.toThrow();
    expect(loads()).toBe(2);
  });

  it('is refused with 503 and a time to come back while nothing is known', async () => {
    const { known, answer } = bench({ pauseMs: 3000 });
    answer(failure);
    await expect(known.get()).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 3 });
  });

  it('is logged once when it goes and once when it comes back', async () => {
    const { logger, lines } = captureLog();
    const { known, answer, pass } = bench({ logger });
    answer(failure);
    await expect(known.get()).rejects.toThrow();
    pass(PAUSE_MS);
    await expect(known.get()).rejects.toThrow();
    answer(value(1));
    pass(PAUSE_MS);
    await known.get();
    expect(lines().map(({ level, source }) => ({ level, source }))).toEqual([
      { level: 'warn', source: 'source' },
      { level: 'info', source: 'source' },
    ]);
  });

  it('may throw instead of rejecting', async () => {
    const { known, answer, pass } = bench();
    answer(() => {
      throw new Error('at once');
    });
    await expect(known.get()).rejects.toMatchObject({ code: 'unavailable' });
    answer(value(2));
    pass(PAUSE_MS);
    expect(await known.get()).toMatchObject({ value: 2 });
  });
});

describe('a request', () => {
  it('that has no more time gets 503, and the refresh that it started goes on for the others', async () => {
    const { known, answer, loads } = bench();
    const { load, settle } = pending();
    answer(load);
    const hurried = requestContextFrom({ 'x-request-timeout-ms': '60' }, 10_000);
    await expect(runInRequest(hurried, () => known.get())).rejects.toMatchObject({ code: 'unavailable' });
    const patient = known.get();
    settle(1);
    expect(await patient).toMatchObject({ value: 1 });
    expect(loads()).toBe(1);
  });

  it('does not lend its identity and deadline to the refresh', async () => {
    const { known, answer } = bench();
    const request = requestContextFrom({ 'x-request-id': 'of-a-caller' }, 10_000);
    let seen: string | undefined;
    answer(() => {
      seen = currentRequest()?.requestId;
      return Promise.resolve(1);
    });
    await runInRequest(request, () => known.get());
    expect(seen).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('for an answer that can do without it', () => {
  it('is given and read again as ever', async () => {
    const { known, answer, pass, loads } = bench();
    expect(await known.getIfKnown()).toEqual({ value: 1, ageMs: 0, isStale: false });
    answer(failure);
    pass(2 * TTL_MS);
    expect(await known.getIfKnown()).toEqual({ value: 1, ageMs: 2 * TTL_MS, isStale: true });
    expect(loads()).toBe(2);
  });

  it('is nothing while the source has never answered', async () => {
    const { known, answer, pass } = bench();
    answer(failure);
    expect(await known.getIfKnown()).toBeUndefined();
    answer(value(2));
    pass(PAUSE_MS);
    expect(await known.getIfKnown()).toMatchObject({ value: 2 });
  });

  it('leaves the request time to answer when the source hangs', async () => {
    const { known, answer } = bench({ timeoutMs: 60_000 });
    answer(pending().load);
    const request = requestContextFrom({ 'x-request-timeout-ms': '800' }, 10_000);
    expect(await runInRequest(request, () => known.getIfKnown())).toBeUndefined();
    expect(request.deadline - performance.now()).toBeGreaterThan(200);
  });
});
