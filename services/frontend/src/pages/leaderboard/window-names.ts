import type { LeaderboardWindow } from '../../backends/leaderboard.ts';

/** What a window is called on its link, and in a sentence about its votes. */
export const windowNames: Record<LeaderboardWindow, { name: string; votes: string }> = {
  '24h': { name: '24 hours', votes: 'votes of the last 24 hours' },
  '7d': { name: '7 days', votes: 'votes of the last 7 days' },
  '30d': { name: '30 days', votes: 'votes of the last 30 days' },
  all: { name: 'All time', votes: 'votes of all time' },
};
