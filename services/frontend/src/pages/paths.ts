import type { Notice } from '../layout/notice.tsx';

/** The id of a product's card, for addresses that lead to it. */
export function cardId(slug: string): string {
  return `product-${slug}`;
}

/** The address of the home page, at a page of its list, saying something, or at one product's card. */
export function homePath({
  cursor,
  notice,
  slug,
}: {
  cursor?: string | undefined;
  notice?: Notice | undefined;
  slug?: string | undefined;
}): string {
  const fragment = slug === undefined ? '' : `#${encodeURIComponent(cardId(slug))}`;
  return `/${queryOf({ cursor, notice })}${fragment}`;
}

/** The address of a product's page. */
export function productPath(slug: string, notice?: Notice): string {
  return `/products/${encodeURIComponent(slug)}${queryOf({ notice })}`;
}

/** The address to which a product's vote form is sent. */
export function votePath(slug: string): string {
  return `/products/${encodeURIComponent(slug)}/vote`;
}

function queryOf(parameters: Record<string, string | undefined>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
