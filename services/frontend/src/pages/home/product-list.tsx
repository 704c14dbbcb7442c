import type { VNode } from 'preact';
import { MissingPart } from '../../layout/missing-part.tsx';
import { ProductCard } from '../../products/product-card.tsx';
import { VoteForm } from '../../votes/vote-form.tsx';
import { homePath } from '../paths.ts';
import type { HomeContentProps } from './home-content.tsx';

/** One page of all products, with their votes. Without votes it says so once, above the list. */
export function ProductList(props: Omit<HomeContentProps, 'daily'>): VNode {
  const { products, tallies, cursor, ticket, formats, environment } = props;
  // The one heading of the first rank is in the opening, which only the first page has.
  const [Heading, cardHeading] = cursor === undefined ? (['h2', 'h3'] as const) : (['h1', 'h2'] as const);
  return (
    <section class="models" aria-labelledby="models-heading">
      <div class="section-head">
        <Heading id="models-heading">{cursor === undefined ? 'All models' : 'More models'}</Heading>
        {products.state === 'there' && tallies.state !== 'there' && (
          <MissingPart what="Votes are" state={tallies.state} backend="voting" environment={environment} />
        )}
      </div>
      {products.state === 'there' ? (
        <>
          {products.data.items.length === 0 && <p>There are no models here yet.</p>}
          <ul class="cards">
            {products.data.items.map((product) => (
              <ProductCard key={product.id} product={product} formats={formats} heading={cardHeading}>
                {tallies.state === 'there' && (
                  <VoteForm
                    product={product}
                    tally={tallies.data.get(product.id)}
                    ticket={ticket}
                    origin={{ page: 'home', cursor }}
                    formats={formats}
                  />
                )}
              </ProductCard>
            ))}
          </ul>
          <ListLinks cursor={cursor} nextCursor={products.data.nextCursor} />
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

function ListLinks({
  cursor,
  nextCursor,
}: {
  cursor: string | undefined;
  nextCursor: string | null;
}): VNode | null {
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <nav class="list-links" aria-label="Pages of the list">
      {cursor !== undefined && <a href={homePath({})}>Back to the beginning</a>}
      {nextCursor !== null && (
        <a class="list-next" href={homePath({ cursor: nextCursor })}>
          More models
        </a>
      )}
    </nav>
  );
}
