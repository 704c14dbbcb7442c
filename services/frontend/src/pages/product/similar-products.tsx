import type { VNode } from 'preact';
import type { ProductSummary } from '../../backends/product.ts';
import type { Section } from '../../backends/section.ts';
import { MissingPart } from '../../layout/missing-part.tsx';
import { ProductCard } from '../../products/product-card.tsx';
import type { VisitorFormats } from '../../products/visitor-formats.ts';

export interface SimilarProductsProps {
  similar: Section<ProductSummary[]>;
  formats: VisitorFormats;
  environment: string;
}

/** Products like the one of the page; nothing at all if there are none. */
export function SimilarProducts({ similar, formats, environment }: SimilarProductsProps): VNode | null {
  if (similar.state === 'there' && similar.data.length === 0) return null;
  return (
    <section class="models" aria-labelledby="similar-heading">
      <div class="section-head">
        <h2 id="similar-heading">Folds like this one</h2>
      </div>
      {similar.state === 'there' ? (
        <ul class="cards">
          {similar.data.map((product) => (
            <ProductCard key={product.id} product={product} formats={formats} />
          ))}
        </ul>
      ) : (
        <MissingPart
          what="Similar models are"
          state={similar.state}
          backend="recommendation"
          environment={environment}
        />
      )}
    </section>
  );
}
