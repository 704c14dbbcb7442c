import type { VNode } from 'preact';
import type { Category } from '../../backends/catalog.ts';
import { CategoryIndex } from '../../products/category-index.tsx';
import { without, type SearchQuery } from '../../products/search-query.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { homePath, searchPath } from '../paths.ts';
import { searchParts, type SearchPart } from './search-names.ts';

export interface NoResultsProps {
  query: SearchQuery;
  categories: readonly Category[];
  formats: VisitorFormats;
}

/** What was looked for, and every way on: fewer conditions, a category, the beginning. */
export function NoResults({ query, categories, formats }: NoResultsProps): VNode {
  const parts = searchParts(query, categories);
  // Words come first, and narrow most: a search without anything else may find nothing again.
  const [first, ...others] = parts.length > 1 ? parts : [];
  return (
    <div class="search-help">
      <p class="lead">{reason(query, categories)}</p>
      {query.q !== undefined && (
        <p>A model must have every word of a search. Try fewer words, or only their beginnings.</p>
      )}
      <ul class="ways">
        {first && <WayWithout query={query} {...first} />}
        <li>
          <a class="way-on" href={parts.length === 0 ? homePath() : searchPath()}>
            {parts.length === 0 ? 'Back to the first page' : 'See all models'}
          </a>
        </li>
        {others.map((other) => (
          <WayWithout key={other.part} query={query} {...other} />
        ))}
      </ul>
      {categories.length > 0 && (
        <nav aria-labelledby="categories-heading">
          <h2 id="categories-heading">Or look through a category</h2>
          <CategoryIndex categories={categories} formats={formats} />
        </nav>
      )}
    </div>
  );
}

function WayWithout({ query, part, name }: { query: SearchQuery } & SearchPart): VNode {
  return (
    <li>
      <a class="way-on" href={searchPath(without(query, part))}>
        Search without {name}
      </a>
    </li>
  );
}

function reason(query: SearchQuery, categories: readonly Category[]): string {
  const { category } = query;
  if (category !== undefined && !categories.some(({ slug }) => slug === category)) {
    return `There is no category “${category}” in this shop.`;
  }
  const names = searchParts(query, categories).map(({ name }) => name);
  switch (names.length) {
    case 0:
      return 'There are no models here yet.';
    case 1:
      return `No model fits ${names.join('')}.`;
    default:
      return `No model fits ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} at once.`;
  }
}
