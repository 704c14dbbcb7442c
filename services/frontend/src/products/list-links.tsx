import type { VNode } from 'preact';

export interface ListLinksProps {
  /** Where the list begins; `undefined` on its first page. */
  firstHref: string | undefined;
  /** The next page; `undefined` on the last. */
  nextHref: string | undefined;
}

/** The way through the pages of a list; nothing for a list of one page. */
export function ListLinks({ firstHref, nextHref }: ListLinksProps): VNode | null {
  if (firstHref === undefined && nextHref === undefined) return null;
  return (
    <nav class="list-links" aria-label="Pages of the list">
      {firstHref !== undefined && <a href={firstHref}>Back to the beginning</a>}
      {nextHref !== undefined && (
        <a class="list-next" href={nextHref}>
          More models
        </a>
      )}
    </nav>
  );
}
