import type { Notice } from '../layout/notice.tsx';
import { homePath, productPath } from '../pages/paths.ts';

/** The page whose form was sent, and where on it one was. */
export type FormOrigin = { page: 'home'; cursor: string | undefined } | { page: 'product' };

/**
 * The address that leads back to a form. It is built from what the form names and never taken from it, so that no
 * form can lead elsewhere.
 */
export function pathBack(origin: FormOrigin, slug: string, notice: Notice | undefined): string {
  return origin.page === 'home'
    ? homePath({ cursor: origin.cursor, notice, slug })
    : productPath(slug, notice);
}
