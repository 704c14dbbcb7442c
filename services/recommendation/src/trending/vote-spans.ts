/** The votes of one leaderboard window, by product id. */
export type WindowVotes = ReadonlyMap<string, number>;

/** A product's votes by how long ago they were given. No vote is counted twice. */
export interface VoteSpans {
  /** 0 to 1 day ago. */
  day: number;
  /** 1 to 7 days ago. */
  week: number;
  /** 7 to 30 days ago. */
  month: number;
}

/**
 * Takes the leaderboards' windows apart, which all reach up to now, so that each vote counts in one span only. They are
 * read one beside the other and end at some place: where a longer window has fewer votes than a shorter one, the span
 * between them has none.
 */
export function voteSpans(windows: Record<keyof VoteSpans, WindowVotes>): Map<string, VoteSpans> {
  const ids = new Set([...windows.day.keys(), ...windows.week.keys(), ...windows.month.keys()]);
  return new Map(
    [...ids].map((id) => {
      const day = windows.day.get(id) ?? 0;
      const upToWeek = Math.max(day, windows.week.get(id) ?? 0);
      const upToMonth = Math.max(upToWeek, windows.month.get(id) ?? 0);
      return [id, { day, week: upToWeek - day, month: upToMonth - upToWeek }];
    }),
  );
}
