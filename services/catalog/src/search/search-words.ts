/** More words narrow no search that a person makes, and each costs the database time. */
export const MAX_SEARCH_WORDS = 10;

/**
 * The words of what somebody typed into a search box: runs of letters, digits and the marks that belong to letters.
 * None of them can hold anything that PostgreSQL's query language gives a meaning to.
 */
export function searchWords(typed: string): string[] {
  const words =
    typed
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)];
}
