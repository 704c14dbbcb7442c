import type { VNode } from 'preact';
import { CategoryIndex, type CategoryIndexProps } from '../../products/category-index.tsx';

/** The way to a kind of model; nothing while the catalog has none. */
export function CategorySection({ categories, formats }: CategoryIndexProps): VNode | null {
  if (categories.length === 0) return null;
  return (
    <nav class="home-part" aria-labelledby="categories-heading">
      <div class="section-head">
        <h2 id="categories-heading">Categories</h2>
      </div>
      <CategoryIndex categories={categories} formats={formats} />
    </nav>
  );
}
