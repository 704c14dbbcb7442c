import type { Freshness } from '../last-known/freshness.ts';

/** For how long a cache may keep an answer, counted from when its ingredients were read, in seconds. */
export const MAX_AGE_SECONDS = 10;

/**
 * `Age` in whole seconds, and `Cache-Control` with a lifetime that counts from the same moment (RFC 9111, sections 4.2
 * and 5.1). What is older than that is asked for again at its next use.
 *
 * @param maxAgeSeconds where an answer does not stay true as long as others do
 */
export function freshnessHeaders(
  { ageMs }: Freshness,
  maxAgeSeconds = MAX_AGE_SECONDS,
): { age: string; 'cache-control': string } {
  return {
    age: String(Math.floor(ageMs / 1000)),
    'cache-control': `public, max-age=${Math.min(maxAgeSeconds, MAX_AGE_SECONDS)}`,
  };
}
