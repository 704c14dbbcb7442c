/** How far something that was read from a backend can be trusted. */
export interface Freshness {
  /** The time since it was asked for, in milliseconds. */
  ageMs: number;
  /** Whether it is older than it should be, because the backend could not be asked. */
  isStale: boolean;
}

/** The freshness of what is made of several ingredients: as old as the oldest, stale if any of them is. */
export function combinedFreshness(...ingredients: [Freshness, ...Freshness[]]): Freshness {
  return {
    ageMs: Math.max(...ingredients.map(({ ageMs }) => ageMs)),
    isStale: ingredients.some(({ isStale }) => isStale),
  };
}
