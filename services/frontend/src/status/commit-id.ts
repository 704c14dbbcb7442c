/** Whether it is the name of a git commit, in full or in short, and not a word such as `unknown`. */
export function isCommit(value: string | null): value is string {
  return value !== null && /^[\da-f]{7,64}$/i.test(value);
}

/** A commit as git shortens it; anything else as it is. */
export function shortCommit(value: string): string {
  return isCommit(value) ? value.slice(0, 7) : value;
}
