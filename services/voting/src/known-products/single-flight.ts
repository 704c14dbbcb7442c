/** Wraps `work` so that calls for the same key, while one is under way, share its result, be it a value or an error. */
export function singleFlight<Result>(
  work: (key: string) => Promise<Result>,
): (key: string) => Promise<Result> {
  const underWay = new Map<string, Promise<Result>>();
  return (key) => {
    const present = underWay.get(key);
    if (present) return present;
    const started = work(key).finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };
}
