import type { VNode } from 'preact';
import type { ProductDetails } from '../../backends/product.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';

/** The price as the visitor writes it, and as a search engine reads it (schema.org/Offer). */
export function Price({ product, formats }: { product: ProductDetails; formats: VisitorFormats }): VNode {
  return (
    <p class="price product-price" itemprop="offers" itemscope itemtype="https://schema.org/Offer">
      <data itemprop="price" value={plainPrice(product)}>
        {formats.price(product)}
      </data>
      <meta itemprop="priceCurrency" content={product.currency} />
    </p>
  );
}

/** An amount in hundredths as the decimal number that machines read, such as `12.50`. */
export function plainPrice({ priceCents }: { priceCents: number }): string {
  return (priceCents / 100).toFixed(2);
}
