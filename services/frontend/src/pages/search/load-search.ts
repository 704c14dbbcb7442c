import type { Logger } from '@foldline/service-kit/logger';
import type { Backends } from '../../backends/backends.ts';
import type { ProductPage } from '../../backends/catalog.ts';
import { section, type Section } from '../../backends/section.ts';
import type { Tally } from '../../backends/voting.ts';
import type { SearchQuery } from '../../products/search-query.ts';

/** What the search page shows, part by part. */
export interface SearchData {
  /** `undefined` if the catalog refuses the search: too many words, or a cursor of another list. */
  results: Section<ProductPage | undefined>;
  /** The tallies of the products found, by product id. */
  tallies: Section<Map<string, Tally>>;
}

export interface SearchRequest {
  query: SearchQuery;
  cursor: string | undefined;
  voterId: string | undefined;
}

// Whole rows in two and three columns.
const productsPerPage = 12;

/** Gathers the search page: the products and all categories in one call to the catalog, then their votes. */
export async function loadSearch(
  { catalog, voting }: Backends,
  { query, cursor, voterId }: SearchRequest,
  logger: Logger,
): Promise<SearchData> {
  const results = await section(
    catalog,
    (backend) => backend.products({ search: query, limit: productsPerPage, cursor, withCategories: true }),
    logger,
  );
  const found = results.state === 'there' ? (results.data?.items ?? []) : [];
  const ids = found.map(({ id }) => id);
  const tallies = await section(voting, (backend) => backend.tallies(ids, voterId), logger);
  return { results, tallies };
}
