// Kept for the tab, like the pages that a visitor can go back to.
const key = 'foldline-voted';

/** A vote is on its way: what the browser keeps of the pages before is older than it. */
export function rememberVote(): void {
  try {
    sessionStorage.setItem(key, 'yes');
  } catch {
    // Nothing is kept: a page to which one goes back may show the votes from before.
  }
}

/** Loads a page anew to which a visitor comes back, once there were votes that it may not show yet. */
export function reloadAfterVotes(): void {
  addEventListener('pageshow', ({ persisted }) => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if ((persisted || navigation?.type === 'back_forward') && hasVoted()) location.reload();
  });
}

function hasVoted(): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
