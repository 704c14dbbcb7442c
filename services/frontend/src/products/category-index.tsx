import type { VNode } from 'preact';
import type { Category } from '../backends/catalog.ts';
import { searchPath } from '../pages/paths.ts';
import type { VisitorFormats } from './visitor-formats.ts';

export interface CategoryIndexProps {
  categories: readonly Category[];
  formats: VisitorFormats;
}

/** All categories with their numbers of products, like the index of a book. */
export function CategoryIndex({ categories, formats }: CategoryIndexProps): VNode {
  return (
    <ul class="category-index">
      {categories.map(({ slug, name, products }) => (
        <li key={slug}>
          <a href={searchPath({ category: slug })}>
            <span class="category-name">{name}</span>
            <span class="category-leader" aria-hidden="true" />
            <span class="category-count">
              {formats.count(products)}
              <span class="visually-hidden">{products === 1 ? ' model' : ' models'}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
