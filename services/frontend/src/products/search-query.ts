import { isDifficulty, type Difficulty } from './difficulty.ts';
import { isSlug } from './slug.ts';

/** In which orders a search can list products, besides its own: the best match first, or the newest without words. */
export const sortOrders = ['newest', 'price', '-price', 'name', 'difficulty'] as const;
export type SortOrder = (typeof sortOrders)[number];

/** What a visitor looks for. What is left out narrows nothing. */
export interface SearchQuery {
  /** Words that a product must have, all of them. */
  q?: string;
  /** A category's slug. */
  category?: string;
  difficulty?: Difficulty;
  sort?: SortOrder;
}

/** The longest that the words of a search may be together, in characters. */
export const MAX_QUERY_LENGTH = 100;

export interface ReadSearch {
  query: SearchQuery;
  /** The parameters that have a value which no search can have; they are not in the query. */
  refused: (keyof SearchQuery)[];
}

/** Reads a search from the parameters of an address or the fields of a form. */
export function readSearch(fields: Record<string, unknown>): ReadSearch {
  const query: SearchQuery = {};
  const refused: (keyof SearchQuery)[] = [];
  const { q, category, difficulty, sort } = fields;

  if (typeof q === 'string' && q.trim().length <= MAX_QUERY_LENGTH) {
    if (q.trim() !== '') query.q = q.trim();
  } else if (q !== undefined) refused.push('q');

  if (typeof category === 'string' && isSlug(category)) query.category = category;
  else if (isChosen(category)) refused.push('category');

  if (isDifficulty(difficulty)) query.difficulty = difficulty;
  else if (isChosen(difficulty)) refused.push('difficulty');

  if (isSortOrder(sort)) {
    // Without words, the newest first is the order that needs no name.
    if (sort !== 'newest' || query.q !== undefined) query.sort = sort;
  } else if (isChosen(sort) && sort !== 'relevance') refused.push('sort');

  return { query, refused };
}

/** The same search without one of its parts. */
export function without(query: SearchQuery, part: keyof SearchQuery): SearchQuery {
  return Object.fromEntries(Object.entries(query).filter(([name]) => name !== part));
}

function isSortOrder(value: unknown): value is SortOrder {
  return sortOrders.some((order) => order === value);
}

// A form sends an empty text for what was not chosen.
function isChosen(value: unknown): boolean {
  return value !== undefined && value !== '';
}
