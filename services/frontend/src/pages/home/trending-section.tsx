import type { VNode } from 'preact';
import type { ProductSummary } from '../../backends/product.ts';
import type { Highlights } from '../../backends/recommendation.ts';
import { MissingPart } from '../../layout/missing-part.tsx';
import { pictureUrl } from '../../pictures/picture-url.ts';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { leaderboardPath, productPath } from '../paths.ts';

export interface TrendingSectionProps {
  highlights: Highlights;
  formats: VisitorFormats;
  environment: string;
}

/** What gets the most votes now. Votes are given in the list below, where each product has a card of its own. */
export function TrendingSection({ highlights, formats, environment }: TrendingSectionProps): VNode {
  return (
    <section class="home-part" aria-labelledby="trending-heading">
      <div class="section-head">
        <h2 id="trending-heading">Trending</h2>
        {highlights.stale && <p class="quiet">As last known: what changed since is not in it yet.</p>}
      </div>
      <Trending trending={highlights.trending} formats={formats} environment={environment} />
    </section>
  );
}

function Trending({
  trending,
  formats,
  environment,
}: {
  trending: Highlights['trending'];
  formats: VisitorFormats;
  environment: string;
}): VNode {
  if (trending === null) {
    return <MissingPart what="Trending models are" state="away" backend="voting" environment={environment} />;
  }
  if (trending.length === 0) {
    return (
      <p>
        Nothing is trending yet. The first votes decide, here and on the{' '}
        <a href={leaderboardPath()}>leaderboard</a>.
      </p>
    );
  }
  return (
    <ul class="trending">
      {trending.map(({ product }) => (
        <TrendingProduct key={product.id} product={product} formats={formats} />
      ))}
    </ul>
  );
}

function TrendingProduct({ product, formats }: { product: ProductSummary; formats: VisitorFormats }): VNode {
  return (
    <li class="card-face">
      <div class="sheet">
        <img src={pictureUrl(product)} alt="" width="160" height="160" loading="lazy" decoding="async" />
      </div>
      <h3 class="card-name">
        <a href={productPath(product.slug)}>{product.name}</a>
      </h3>
      <p class="price quiet">{formats.price(product)}</p>
    </li>
  );
}
