// Kept for the tab. Where a visitor lets nothing be kept, the page is not reloaded, and works without its script.
const key = 'foldline-reloaded';

/** Whether the page may be reloaded for its script; the answer is yes once, until a script of its version ran. */
export function mayReload(): boolean {
  try {
    if (sessionStorage.getItem(key) !== null) return false;
    sessionStorage.setItem(key, 'yes');
    return true;
  } catch {
    return false;
  }
}

/** The page got the script of its own version: the next rollout may reload it again. */
export function allowReload(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing is kept, and so nothing is in the way.
  }
}
