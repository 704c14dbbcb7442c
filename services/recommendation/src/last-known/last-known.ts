import { setTimeout as wait } from 'node:timers/promises';
import { ServiceError } from '@foldline/service-kit/errors';
import type { Logger } from '@foldline/service-kit/logger';
import { currentRequest, requestContextFrom, runInRequest } from '@foldline/service-kit/request-context';
import type { Freshness } from './freshness.ts';

export interface LastKnownOptions<Value> {
  /** Which backend the value comes from, for logs and errors. */
  source: string;
  /** Reads the value anew. Runs as a piece of work of its own, with its own request id and deadline. */
  load: () => Promise<Value>;
  logger: Logger;
  /** After how long a value is read again, in milliseconds. Twice that is the oldest that counts as up to date. */
  ttlMs: number;
  /** The longest that one refresh may take, in milliseconds. */
  timeoutMs: number;
  /** The least time between a failed refresh and the next one, in milliseconds. */
  pauseMs: number;
  /** How long a refresh is waited for where an outdated value is at hand, in milliseconds. */
  patienceMs: number;
  /** A clock that never goes back, in milliseconds. */
  now?: () => number;
}

/** A value as it was last read. */
export interface Known<Value> extends Freshness {
  value: Value;
}

export interface LastKnown<Value> {
  /**
   * The value, read again when it is due.
   *
   * @throws {ServiceError} `unavailable` as long as it could never be read
   */
  get(): Promise<Known<Value>>;
  /**
   * The same for an answer that can do without: `undefined` as long as it could never be read. The first reading is
   * waited for in half of the time that the request has, so that the rest of the answer still comes in time.
   */
  getIfKnown(): Promise<Known<Value> | undefined>;
}

interface Refresh {
  startedAt: number;
  /** Resolves when the refresh is over, whether it succeeded or not. */
  settled: Promise<void>;
}

// What is left of a request's time, for writing the answer, when waiting ends at its deadline. In milliseconds.
const answeringMs = 50;

/**
 * Keeps a backend's last answer, so that this service can answer while the backend cannot.
 *
 * - Younger than `ttlMs`: the value is given at once.
 * - Up to twice as old: it is given at once and read again behind the answer (stale-while-revalidate, RFC 5861).
 * - Older: the refresh is waited for, within `patienceMs`. If that fails or takes longer, the value is marked stale.
 * - The last refresh failed: the value is marked stale and given at once, and read again when `pauseMs` are over.
 * - There never was a value: the refresh is waited for within the request's budget.
 *
 * All requests share one refresh, and it outlives the request that started it. It happens only when somebody asks.
 */
export function createLastKnown<Value>(options: LastKnownOptions<Value>): LastKnown<Value> {
  const { source, load, logger, ttlMs, timeoutMs, pauseMs, patienceMs } = options;
  const now = options.now ?? (() => performance.now());
  const maxAgeMs = 2 * ttlMs;
  let last: { value: Value; readAt: number } | undefined;
  let failure: { at: number; error: unknown } | undefined;
  let refresh: Refresh | undefined;

  const ageMs = (): number => (last ? now() - last.readAt : Infinity);
  const pauseLeftMs = (): number => (failure ? failure.at + pauseMs - now() : 0);

  function startRefresh(): Refresh {
    const startedAt = now();
    const work = runInRequest(requestContextFrom({}, timeoutMs), () => readAnew(startedAt));
    return {
      startedAt,
      settled: work.finally(() => {
        refresh = undefined;
      }),
    };
  }

  async function readAnew(startedAt: number): Promise<void> {
    try {
      last = { value: await load(), readAt: startedAt };
      if (failure) logger.info({ source }, 'up to date again');
      failure = undefined;
    } catch (error) {
      // Once for each time that the backend is away, not once for each attempt.
      if (!failure) logger.warn({ source, err: error }, 'refresh failed: answers come from what is known');
      failure = { at: now(), error };
    }
  }

  function waitMs({ startedAt }: Refresh, share: number): number {
    const request = currentRequest();
    const budgetMs = share * (request ? request.deadline - performance.now() - answeringMs : timeoutMs);
    return last ? Math.min(startedAt + patienceMs - now(), budgetMs) : budgetMs;
  }

  /** @param share how much of the request's time may be waited */
  async function refreshed(share: number): Promise<Known<Value> | undefined> {
    if (ageMs() >= ttlMs && pauseLeftMs() <= 0) refresh ??= startRefresh();
    const isWorthWaiting = !last || (ageMs() >= maxAgeMs && !failure);
    if (refresh && isWorthWaiting) await settledWithin(refresh.settled, waitMs(refresh, share));
    if (!last) return undefined;
    const isStale = failure !== undefined || ageMs() >= maxAgeMs;
    return { value: last.value, ageMs: ageMs(), isStale };
  }

  return {
    async get() {
      const known = await refreshed(1);
      if (known) return known;
      throw new ServiceError(
        'unavailable',
        `The ${source} service has not answered yet, so there is nothing to answer from. Try again in a moment.`,
        { retryAfterSeconds: Math.max(1, pauseLeftMs() / 1000), cause: failure?.error },
      );
    },
    getIfKnown: () => refreshed(0.5),
  };
}

async function settledWithin(work: Promise<void>, ms: number): Promise<void> {
  const timer = new AbortController();
  const timeout = wait(ms, undefined, { signal: timer.signal }).catch(() => undefined);
  await Promise.race([work, timeout]);
  timer.abort();
}
