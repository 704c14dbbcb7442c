import type { Category } from '../../backends/catalog.ts';
import { difficultyName } from '../../products/difficulty.ts';
import type { SearchQuery } from '../../products/search-query.ts';

/** What a search is narrowed by, in words, in the order in which they are read. */
export interface SearchPart {
  part: 'q' | 'category' | 'difficulty';
  name: string;
}

/** @param categories names the category; one that is not among them goes by its slug, in quotation marks */
export function searchParts(query: SearchQuery, categories: readonly Category[]): SearchPart[] {
  const { q, category, difficulty } = query;
  const parts: SearchPart[] = [];
  if (q !== undefined) parts.push({ part: 'q', name: `“${q}”` });
  if (category !== undefined) {
    const known = categories.find(({ slug }) => slug === category);
    parts.push({ part: 'category', name: known?.name ?? `“${category}”` });
  }
  if (difficulty !== undefined) parts.push({ part: 'difficulty', name: difficultyName(difficulty) });
  return parts;
}

/** A search in a few words, as the title of its page. */
export function searchTitle(query: SearchQuery, categories: readonly Category[]): string {
  const parts = searchParts(query, categories);
  return parts.length === 0 ? 'All models' : parts.map(({ name }) => name).join(' · ');
}

/** What a search is for above all, as the heading of its page. */
export function searchHeading(query: SearchQuery, categories: readonly Category[]): string {
  const [first] = searchParts(query, categories);
  switch (first?.part) {
    case undefined:
      return 'All models';
    case 'q':
      return `Models for ${first.name}`;
    case 'category':
      return first.name;
    case 'difficulty':
      return `${first.name} models`;
  }
}
