import type { ComponentChildren, VNode } from 'preact';
import type { Category } from '../../backends/catalog.ts';
import { difficulties } from '../../products/difficulty.ts';
import { Level } from '../../products/level.tsx';
import { without, type SearchQuery } from '../../products/search-query.ts';
import { searchPath } from '../paths.ts';
import { sortChoices } from './sort-choices.ts';

export interface SearchFiltersProps {
  query: SearchQuery;
  categories: readonly Category[];
}

/**
 * What a search can be narrowed to and how it can be ordered, each choice a link that keeps the rest. On a narrow
 * screen they unfold; on a wide one they stand beside the results.
 */
export function SearchFilters({ query, categories }: SearchFiltersProps): VNode {
  const isSorted = ({ sort }: { sort: SearchQuery['sort'] }): boolean => sort === query.sort;
  return (
    <details class="filters">
      <summary>Filter and sort</summary>
      <nav class="filter-groups" aria-label="Filters">
        {categories.length > 0 && (
          <FilterGroup name="Category">
            <Choice query={without(query, 'category')} isChosen={query.category === undefined}>
              All categories
            </Choice>
            {categories.map(({ slug, name }) => (
              <Choice key={slug} query={{ ...query, category: slug }} isChosen={query.category === slug}>
                {name}
              </Choice>
            ))}
          </FilterGroup>
        )}
        <FilterGroup name="Level">
          <Choice query={without(query, 'difficulty')} isChosen={query.difficulty === undefined}>
            Any level
          </Choice>
          {difficulties.map((difficulty) => (
            <Choice
              key={difficulty}
              query={{ ...query, difficulty }}
              isChosen={query.difficulty === difficulty}
            >
              <Level difficulty={difficulty} />
            </Choice>
          ))}
        </FilterGroup>
        <FilterGroup name="Order">
          {sortChoices(query).map((choice) => (
            <Choice
              key={choice.name}
              query={choice.sort === undefined ? without(query, 'sort') : { ...query, sort: choice.sort }}
              isChosen={isSorted(choice)}
            >
              {choice.name}
            </Choice>
          ))}
        </FilterGroup>
      </nav>
    </details>
  );
}

function FilterGroup({ name, children }: { name: string; children: ComponentChildren }): VNode {
  const id = `filter-${name.toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <h2 class="eyebrow" id={id}>
        {name}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

interface ChoiceProps {
  query: SearchQuery;
  isChosen: boolean;
  children: ComponentChildren;
}

function Choice({ query, isChosen, children }: ChoiceProps): VNode {
  return (
    <li>
      <a class="choice" href={searchPath(query)} aria-current={isChosen ? 'true' : undefined}>
        {children}
      </a>
    </li>
  );
}
