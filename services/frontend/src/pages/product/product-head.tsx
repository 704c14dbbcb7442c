import type { VNode } from 'preact';
import type { ProductDetails } from '../../backends/product.ts';
import { cardPath } from '../../social-card/card-url.ts';
import { CARD_HEIGHT, CARD_WIDTH } from '../../social-card/card-svg.ts';
import { productPath } from '../paths.ts';
import { plainPrice } from './price.tsx';

/**
 * What other sites may know of a product: its one address, and how to show a link to it (https://ogp.me).
 *
 * @param origin where the shop is reached, such as `https://shop.example`
 */
export function ProductHead({ product, origin }: { product: ProductDetails; origin: string }): VNode {
  const url = origin + productPath(product.slug);
  return (
    <>
      <link rel="canonical" href={url} />
      <meta property="og:type" content="product" />
      <meta property="og:site_name" content="Foldline" />
      <meta property="og:title" content={product.name} />
      <meta property="og:description" content={product.summary} />
      <meta property="og:url" content={url} />
      <meta property="og:image" content={origin + cardPath(product)} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(CARD_WIDTH)} />
      <meta property="og:image:height" content={String(CARD_HEIGHT)} />
      <meta property="og:image:alt" content={`${product.name}, folded, on a creased sheet of paper`} />
      <meta property="product:price:amount" content={plainPrice(product)} />
      <meta property="product:price:currency" content={product.currency} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}
