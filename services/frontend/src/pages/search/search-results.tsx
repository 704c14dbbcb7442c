import type { VNode } from 'preact';
import type { ProductPage } from '../../backends/catalog.ts';
import { MissingPart } from '../../layout/missing-part.tsx';
import { ListLinks } from '../../products/list-links.tsx';
import { ProductCards } from '../../products/product-cards.tsx';
import { searchPath } from '../paths.ts';
import { NoResults } from './no-results.tsx';
import type { SearchContentProps } from './search-content.tsx';

/** The products found, or what else to try. */
export function SearchResults(props: SearchContentProps): VNode {
  const { results, query, cursor, environment } = props;
  if (results.state !== 'there') {
    return (
      <MissingPart what="The models are" state={results.state} backend="catalog" environment={environment} />
    );
  }
  if (results.data) {
    return results.data.items.length === 0 ? (
      <NoResults query={query} categories={results.data.categories ?? []} formats={props.formats} />
    ) : (
      <FoundProducts {...props} page={results.data} />
    );
  }
  return cursor === undefined ? (
    <div class="search-help">
      <p class="lead">This is more than the catalog can look for at once. Ten words are enough.</p>
      <p>
        <a class="way-on" href={searchPath()}>
          See all models
        </a>
      </p>
    </div>
  ) : (
    <div class="search-help">
      <p class="lead">This page of the results is no longer there.</p>
      <p>
        <a class="way-on" href={searchPath(query)}>
          Start at the first page
        </a>
      </p>
    </div>
  );
}

function FoundProducts({
  page,
  query,
  cursor,
  tallies,
  ticket,
  formats,
  environment,
}: SearchContentProps & { page: ProductPage }): VNode {
  const { items, nextCursor } = page;
  return (
    <>
      {tallies.state !== 'there' && (
        <MissingPart what="Votes are" state={tallies.state} backend="voting" environment={environment} />
      )}
      {cursor === undefined && nextCursor === null && (
        <p class="search-count quiet">
          {formats.count(items.length)} {items.length === 1 ? 'model' : 'models'}
        </p>
      )}
      <ProductCards
        products={items}
        tallies={tallies}
        origin={{ page: 'search', query, cursor }}
        ticket={ticket}
        formats={formats}
        heading="h2"
        isFirstOnPage
      />
      <ListLinks
        firstHref={cursor === undefined ? undefined : searchPath(query)}
        nextHref={nextCursor === null ? undefined : searchPath(query, { cursor: nextCursor })}
      />
    </>
  );
}
