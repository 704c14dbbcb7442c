import type { VNode } from 'preact';
import type { LeaderboardItem } from '../../backends/leaderboard.ts';

/** How a rank has changed within a day, in words as well as by its mark. */
export function RankChange({ rank, previousRank }: Pick<LeaderboardItem, 'rank' | 'previousRank'>): VNode {
  if (previousRank === null) return <span class="rank-change rank-new">New</span>;
  const change = previousRank - rank;
  if (change === 0) {
    return (
      <span class="rank-change">
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">Unchanged</span>
      </span>
    );
  }
  const [direction, mark] =
    change > 0 ? (['Up', 'M5 0L0 9h10z'] as const) : (['Down', 'M5 9L0 0h10z'] as const);
  return (
    <span class={`rank-change rank-${direction.toLowerCase()}`}>
      <svg class="rank-mark" viewBox="0 0 10 9" width="10" height="9" aria-hidden="true">
        <path d={mark} />
      </svg>
      <span class="visually-hidden">{direction} </span>
      {Math.abs(change)}
    </span>
  );
}
