import type { LeaderboardWindow } from '../backends/leaderboard.ts';
import type { Notice } from '../layout/notice.tsx';
import type { SearchQuery } from '../products/search-query.ts';

/** The address of the page that says what runs. */
export const STATUS_PATH = '/status';

/** The id of a product's card, for addresses that lead to it. */
export function cardId(slug: string): string {
  return `product-${slug}`;
}

/** Where on a page with a list of products an address leads. */
export interface ListPlace {
  /** The page of the list. */
  cursor?: string | undefined;
  /** Something to tell the visitor. */
  notice?: Notice | undefined;
  /** The product whose card it is. */
  slug?: string | undefined;
}

/** The address of the home page. */
export function homePath({ cursor, notice, slug }: ListPlace = {}): string {
  return `/${queryOf({ cursor, notice })}${fragmentOf(slug)}`;
}

/** The address of a search's results; of all products for a search that narrows nothing. */
export function searchPath(query: SearchQuery = {}, { cursor, notice, slug }: ListPlace = {}): string {
  const { q, category, difficulty, sort } = query;
  return `/search${queryOf({ q, category, difficulty, sort, cursor, notice })}${fragmentOf(slug)}`;
}

/** The address of a leaderboard. */
export function leaderboardPath(window: LeaderboardWindow = 'all'): string {
  return `/leaderboard${queryOf({ window: window === 'all' ? undefined : window })}`;
}

/** The address of a product's page. */
export function productPath(slug: string, notice?: Notice): string {
  return `/products/${encodeURIComponent(slug)}${queryOf({ notice })}`;
}

/** The address to which a product's vote form is sent. */
export function votePath(slug: string): string {
  return `/products/${encodeURIComponent(slug)}/vote`;
}

function fragmentOf(slug: string | undefined): string {
  return slug === undefined ? '' : `#${encodeURIComponent(cardId(slug))}`;
}

function queryOf(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
