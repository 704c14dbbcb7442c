import { ServiceError } from '@foldline/service-kit/errors';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import { runWithOwnDeadline } from '@foldline/service-kit/request-context';
import { LRUCache } from 'lru-cache';
import type { ProductLookup } from './catalog-lookup.ts';
import { singleFlight } from './single-flight.ts';

export interface KnownProducts {
  /**
   * Whether a product exists, from memory where that is recent, else from the catalog. While the catalog is away, a
   * product that was known once still counts as existing.
   *
   * @param productId in lower case
   * @throws {ServiceError} `unavailable` when the catalog is away and the product was never heard of
   */
  has(productId: string): Promise<boolean>;
}

export interface KnownProductsOptions {
  lookUp: ProductLookup;
  /** Whether the product was voted for before: it must have existed then. */
  hasVotes: (productId: string) => Promise<boolean>;
  /** How long a question to the catalog may take, in milliseconds. */
  lookUpTimeoutMs: number;
  /** What time passes by, in milliseconds. */
  clock?: { now: () => number };
}

const existingTtlMs = 60 * 60 * 1000;
// Long enough that a storm on a wrong id does not reach the catalog, short enough for a product that was just added.
const missingTtlMs = 5000;
// For how long an answer that was given without the catalog spares it the next question.
const unconfirmedTtlMs = 10_000;
// The time after which the client's circuit breaker lets a call through again.
const retryAfterSeconds = 2;

/** Remembers which products exist, within bounds. */
export function createKnownProducts(options: KnownProductsOptions): KnownProducts {
  const { lookUp, hasVotes, lookUpTimeoutMs, clock = performance } = options;
  // Without a resolution the clock is read each time, not once a millisecond: it costs nothing here.
  const time = { perf: clock, ttlResolution: 0 };
  // Two memories, so that a storm of made-up ids displaces no product that exists.
  const existing = new LRUCache<string, true>({
    ...time,
    max: 50_000,
    ttl: existingTtlMs,
    noDeleteOnStaleGet: true,
  });
  const missing = new LRUCache<string, true>({ ...time, max: 5000, ttl: missingTtlMs });

  async function ask(productId: string): Promise<boolean> {
    try {
      const exists = await lookUp(productId);
      if (exists) {
        existing.set(productId, true);
      } else {
        missing.set(productId, true);
        existing.delete(productId);
      }
      return exists;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      if (!existing.get(productId, { allowStale: true }) && !(await hasVotes(productId))) {
        const message =
          'The catalog cannot be asked right now whether this product exists. Try again in a moment.';
        throw new ServiceError('unavailable', message, { retryAfterSeconds, cause: error });
      }
      existing.set(productId, true, { ttl: unconfirmedTtlMs });
      return true;
    }
  }
  // Others join the question: it has its own time, not what is left to the one that asked first.
  const askOnce = singleFlight((productId) => runWithOwnDeadline(lookUpTimeoutMs, () => ask(productId)));

  return {
    async has(productId) {
      if (existing.get(productId)) return true;
      if (missing.get(productId)) return false;
      return askOnce(productId);
    },
  };
}
