import type { VNode } from 'preact';
import { MissingPart } from '../../layout/missing-part.tsx';
import { ListLinks } from '../../products/list-links.tsx';
import { ProductCards } from '../../products/product-cards.tsx';
import { homePath } from '../paths.ts';
import type { HomeContentProps } from './home-content.tsx';

/** One page of all products, with their votes. Without votes it says so once, above the list. */
export function ProductList(props: Omit<HomeContentProps, 'highlights'>): VNode {
  const { products, tallies, cursor, ticket, formats, environment } = props;
  // The one heading of the first rank is in the opening, which only the first page has.
  const isFirstPage = cursor === undefined;
  const [Heading, cardHeading] = isFirstPage ? (['h2', 'h3'] as const) : (['h1', 'h2'] as const);
  return (
    <section class="models" aria-labelledby="models-heading">
      <div class="section-head">
        <Heading id="models-heading">{isFirstPage ? 'All models' : 'More models'}</Heading>
        {products.state === 'there' && tallies.state !== 'there' && (
          <MissingPart what="Votes are" state={tallies.state} backend="voting" environment={environment} />
        )}
      </div>
      {products.state === 'there' ? (
        <>
          {products.data.items.length === 0 && <p>There are no models here yet.</p>}
          <ProductCards
            products={products.data.items}
            tallies={tallies}
            origin={{ page: 'home', cursor }}
            ticket={ticket}
            formats={formats}
            heading={cardHeading}
            isFirstOnPage={!isFirstPage}
          />
          <ListLinks
            firstHref={isFirstPage ? undefined : homePath()}
            nextHref={
              products.data.nextCursor === null ? undefined : homePath({ cursor: products.data.nextCursor })
            }
          />
        </>
      ) : (
        <MissingPart
          what="The models are"
          state={products.state}
          backend="catalog"
          environment={environment}
        />
      )}
    </section>
  );
}
