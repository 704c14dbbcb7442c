import type { ComponentChildren, VNode } from 'preact';
import type { ProductSummary } from '../backends/product.ts';
import { cardId, productPath } from '../pages/paths.ts';
import { pictureUrl } from '../pictures/picture-url.ts';
import { foldingTime } from './folding-time.ts';
import { Level } from './level.tsx';
import type { VisitorFormats } from './visitor-formats.ts';

export interface ProductCardProps {
  product: ProductSummary;
  formats: VisitorFormats;
  /** One rank below the heading of the list. */
  heading?: 'h2' | 'h3';
  /** Whether the picture waits until it is nearly in view. */
  isPictureLazy?: boolean;
  /** What stands below the facts, such as the votes. */
  children?: ComponentChildren;
}

/** A product in a list. */
export function ProductCard({
  product,
  formats,
  heading: Heading = 'h3',
  isPictureLazy = true,
  children,
}: ProductCardProps): VNode {
  return (
    <li class="card" id={cardId(product.slug)}>
      <div class="card-face">
        <div class="sheet">
          <img
            src={pictureUrl(product)}
            alt=""
            width="320"
            height="320"
            loading={isPictureLazy ? 'lazy' : 'eager'}
            decoding="async"
          />
        </div>
        <div class="card-title">
          <Heading class="card-name">
            <a href={productPath(product.slug)}>{product.name}</a>
          </Heading>
          <p class="price">{formats.price(product)}</p>
        </div>
        <p class="card-facts">
          <Level difficulty={product.difficulty} />
          <span>{foldingTime(product.foldingMinutes)}</span>
        </p>
      </div>
      {children}
    </li>
  );
}
