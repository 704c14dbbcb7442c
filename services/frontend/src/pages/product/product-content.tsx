import type { VNode } from 'preact';
import { CreasePattern } from '../../layout/crease-pattern.tsx';
import { MissingPart } from '../../layout/missing-part.tsx';
import { pictureUrl } from '../../pictures/picture-url.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { VoteForm } from '../../votes/vote-form.tsx';
import type { ProductData } from './load-product.ts';
import { Price } from './price.tsx';
import { ProductFacts } from './product-facts.tsx';
import { SimilarProducts } from './similar-products.tsx';

export interface ProductContentProps extends ProductData {
  ticket: string | undefined;
  formats: VisitorFormats;
  environment: string;
}

export function ProductContent(props: ProductContentProps): VNode {
  const { product, tally, similar, ticket, formats, environment } = props;
  return (
    <>
      <article class="product" itemscope itemtype="https://schema.org/Product">
        <div class="sheet product-sheet">
          <CreasePattern />
          <img
            src={pictureUrl(product)}
            alt={`${product.name}, folded`}
            width="640"
            height="640"
            fetchpriority="high"
            itemprop="image"
          />
        </div>
        <div class="product-words">
          <p class="eyebrow" itemprop="category">
            {product.category.name}
          </p>
          <h1 itemprop="name">{product.name}</h1>
          <p class="lead" itemprop="description">
            {product.summary}
          </p>
          <Price product={product} formats={formats} />
          <ProductFacts product={product} />
          <section class="product-votes" aria-label="Votes">
            {tally.state === 'there' ? (
              <VoteForm
                product={product}
                tally={tally.data}
                ticket={ticket}
                origin={{ page: 'product' }}
                formats={formats}
              />
            ) : (
              <MissingPart what="Votes are" state={tally.state} backend="voting" environment={environment} />
            )}
          </section>
        </div>
        <div class="product-story">
          <section>
            <h2>The model</h2>
            <p>{product.description}</p>
          </section>
          <section>
            <h2>Its history</h2>
            <p>{product.history}</p>
          </section>
        </div>
      </article>
      <SimilarProducts similar={similar} formats={formats} environment={environment} />
    </>
  );
}
