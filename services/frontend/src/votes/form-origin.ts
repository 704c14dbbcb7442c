import type { Notice } from '../layout/notice.tsx';
import { homePath, productPath, searchPath } from '../pages/paths.ts';
import type { SearchQuery } from '../products/search-query.ts';

/** The page whose form was sent, and where on it one was. */
export type FormOrigin =
  | { page: 'home'; cursor: string | undefined }
  | { page: 'search'; query: SearchQuery; cursor: string | undefined }
  | { page: 'product' };

/**
 * The address that leads back to a form. It is built from what the form names and never taken from it, so that no
 * form can lead elsewhere.
 */
export function pathBack(origin: FormOrigin, slug: string, notice: Notice | undefined): string {
  switch (origin.page) {
    case 'home':
      return homePath({ cursor: origin.cursor, notice, slug });
    case 'search':
      return searchPath(origin.query, { cursor: origin.cursor, notice, slug });
    case 'product':
      return productPath(slug, notice);
  }
}
