import rateLimit from '@fastify/rate-limit';
import type { App } from '@foldline/service-kit/fastify/app';
import { ServiceError } from '@foldline/service-kit/errors';
import type { FastifyRequest } from 'fastify';

/** Counts a request, and rejects with a `too-many-requests` error if it is one too many. */
export type LimitRequest = (request: FastifyRequest) => Promise<void>;

export interface RateLimits {
  /** Requests of one voter a minute; 0 for no limit. */
  RATE_LIMIT_VOTER_PER_MINUTE: number;
  /** Requests of one address a minute; 0 for no limit. An IPv6 address counts as its /64 network. */
  RATE_LIMIT_ADDRESS_PER_MINUTE: number;
}

const timeWindow = 60_000;
// How many voters, and how many addresses, are counted at once; the longest unseen are forgotten first.
const maxCounters = 50_000;

/**
 * A check that holds each voter and each address to a number of requests a minute. The counters are this instance's
 * own: n instances together admit n times as many.
 */
export async function createRateLimit(app: App, limits: RateLimits): Promise<LimitRequest> {
  await app.register(rateLimit, { global: false });
  // Addresses first: whoever makes up a voter per request is counted here alone.
  const checks = [
    limit(app, limits.RATE_LIMIT_ADDRESS_PER_MINUTE, 'this address'),
    limit(app, limits.RATE_LIMIT_VOTER_PER_MINUTE, 'this voter', voterOf),
  ].filter((check) => check !== undefined);
  return async (request) => {
    for (const check of checks) await check(request);
  };
}

function limit(
  app: App,
  max: number,
  whose: string,
  keyGenerator?: (request: FastifyRequest) => string,
): LimitRequest | undefined {
  if (max === 0) return undefined;
  // `cache` is what the plugin's store reads; only its type for this call leaves the property out.
  const options = { max, timeWindow, cache: maxCounters, ...(keyGenerator && { keyGenerator }) };
  const count = app.createRateLimit(options);
  return async (request) => {
    const state = await count(request);
    if (state.isAllowed || !state.isExceeded) return;
    const message = `${max} votes and withdrawals a minute are accepted from ${whose}. Wait ${state.ttlInSeconds} s.`;
    throw new ServiceError('too-many-requests', message, { retryAfterSeconds: state.ttlInSeconds });
  };
}

// The header is there, and a UUID: the route's schema was checked before.
function voterOf({ headers }: FastifyRequest): string {
  return String(headers['x-voter-id']).toLowerCase();
}
