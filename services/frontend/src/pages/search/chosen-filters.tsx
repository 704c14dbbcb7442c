import type { VNode } from 'preact';
import { without } from '../../products/search-query.ts';
import { searchPath } from '../paths.ts';
import type { SearchFiltersProps } from './search-filters.tsx';
import { searchParts } from './search-names.ts';

/** What a search is narrowed by, each part a link that takes it away; nothing for words alone, which have their box. */
export function ChosenFilters({ query, categories }: SearchFiltersProps): VNode | null {
  if (query.category === undefined && query.difficulty === undefined) return null;
  return (
    <ul class="chosen" aria-label="Chosen filters">
      {searchParts(query, categories).map(({ part, name }) => (
        <li key={part}>
          <a href={searchPath(without(query, part))}>
            <span class="visually-hidden">Remove </span>
            {name}
            <svg class="remove-mark" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
              <path d="M1 1l8 8M9 1L1 9" />
            </svg>
          </a>
        </li>
      ))}
    </ul>
  );
}
