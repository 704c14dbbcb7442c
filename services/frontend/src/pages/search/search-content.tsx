import type { VNode } from 'preact';
import type { SearchQuery } from '../../products/search-query.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { ChosenFilters } from './chosen-filters.tsx';
import type { SearchData } from './load-search.ts';
import { SearchFilters } from './search-filters.tsx';
import { searchHeading } from './search-names.ts';
import { SearchResults } from './search-results.tsx';

export interface SearchContentProps extends SearchData {
  query: SearchQuery;
  cursor: string | undefined;
  /** What of the address is no search, to say that it was left out. */
  refusals: readonly string[];
  ticket: string | undefined;
  formats: VisitorFormats;
  environment: string;
}

export function SearchContent(props: SearchContentProps): VNode {
  const { query, refusals, results } = props;
  const categories = results.state === 'there' ? (results.data?.categories ?? []) : [];
  // Then the results say what can be taken away.
  const isEmpty = results.state === 'there' && results.data?.items.length === 0;
  return (
    <div class="search">
      <div class="search-head">
        <h1>{searchHeading(query, categories)}</h1>
        {refusals.map((refusal) => (
          <p key={refusal} class="search-refusal">
            {refusal}
          </p>
        ))}
        {!isEmpty && <ChosenFilters query={query} categories={categories} />}
      </div>
      <SearchFilters query={query} categories={categories} />
      <div class="search-results">
        <SearchResults {...props} />
      </div>
    </div>
  );
}
