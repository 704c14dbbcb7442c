import type { VNode } from 'preact';
import type { ProductSummary } from '../backends/product.ts';
import type { Section } from '../backends/section.ts';
import type { Tally } from '../backends/voting.ts';
import type { FormOrigin } from '../votes/form-origin.ts';
import { VoteForm } from '../votes/vote-form.tsx';
import { ProductCard } from './product-card.tsx';
import type { VisitorFormats } from './visitor-formats.ts';

export interface ProductCardsProps {
  products: readonly ProductSummary[];
  /** By product id. Without them the cards have no votes; the list says so once. */
  tallies: Section<Map<string, Tally>>;
  /** The page of the list, for the way back from a vote. */
  origin: FormOrigin;
  ticket: string | undefined;
  formats: VisitorFormats;
  /** One rank below the heading of the list. */
  heading: 'h2' | 'h3';
  /** Whether the list is what a visitor sees first: then its first pictures do not wait to be scrolled to. */
  isFirstOnPage: boolean;
}

// The first row on a wide screen, the first two on a narrow one.
const picturesAtOnce = 4;

/** The products of a list, with their votes. */
export function ProductCards(props: ProductCardsProps): VNode {
  const { products, tallies, origin, ticket, formats, heading, isFirstOnPage } = props;
  return (
    <ul class="cards">
      {products.map((product, index) => (
        <ProductCard
          key={product.id}
          product={product}
          formats={formats}
          heading={heading}
          isPictureLazy={!isFirstOnPage || index >= picturesAtOnce}
        >
          {tallies.state === 'there' && (
            <VoteForm
              product={product}
              tally={tallies.data.get(product.id)}
              ticket={ticket}
              origin={origin}
              formats={formats}
            />
          )}
        </ProductCard>
      ))}
    </ul>
  );
}
