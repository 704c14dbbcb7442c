/** Remembers since when things are as they are. */
export interface ChangeLog {
  /**
   * Notes how a thing is found now.
   *
   * @returns since when it is found so, and whether that is news
   */
  note(thing: string, condition: string, now: Date): { since: Date; isNews: boolean };
}

export function createChangeLog(): ChangeLog {
  const last = new Map<string, { condition: string; since: Date }>();
  return {
    note(thing, condition, now) {
      const known = last.get(thing);
      if (known?.condition === condition) return { since: known.since, isNews: false };
      last.set(thing, { condition, since: now });
      return { since: now, isNews: true };
    },
  };
}
