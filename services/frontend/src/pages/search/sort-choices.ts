import { sortOrders, type SearchQuery, type SortOrder } from '../../products/search-query.ts';

const names: Record<SortOrder, string> = {
  newest: 'Newest first',
  price: 'Lowest price first',
  '-price': 'Highest price first',
  name: 'By name',
  difficulty: 'Simplest first',
};

/** An order to choose; `undefined` is the search's own. */
export interface SortChoice {
  sort: SortOrder | undefined;
  name: string;
}

/** The orders that a search can be in, its own first: the best match for words, and else the newest. */
export function sortChoices({ q }: SearchQuery): SortChoice[] {
  const own = q === undefined ? names.newest : 'Best match first';
  const others = q === undefined ? sortOrders.filter((sort) => sort !== 'newest') : sortOrders;
  return [{ sort: undefined, name: own }, ...others.map((sort) => ({ sort, name: names[sort] }))];
}
