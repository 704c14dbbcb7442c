/** The date in UTC, `YYYY-MM-DD`. */
export function utcDate(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** How long the date in UTC stays the same, in whole seconds, rounded down. */
export function secondsOfUtcDayLeft(time: Date): number {
  const nextDay = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate() + 1);
  return Math.floor((nextDay - time.getTime()) / 1000);
}
