import type { VNode } from 'preact';
import type { LeaderboardItem } from '../../backends/leaderboard.ts';
import type { ProductSummary } from '../../backends/product.ts';
import { pictureUrl } from '../../pictures/picture-url.ts';
import { Level } from '../../products/level.tsx';
import type { VisitorFormats } from '../../products/visitor-formats.ts';
import { productPath } from '../paths.ts';
import { RankChange } from './rank-change.tsx';

export interface RankingProps {
  /** Best first. */
  items: readonly LeaderboardItem[];
  products: Map<string, ProductSummary>;
  caption: string;
  formats: VisitorFormats;
}

// As many as a wide screen shows without scrolling.
const picturesAtOnce = 5;

export function Ranking({ items, products, caption, formats }: RankingProps): VNode {
  const most = items[0]?.votes ?? 1;
  return (
    <table class="ranking">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">
            <span class="visually-hidden">Change</span>
          </th>
          <th scope="col">Model</th>
          <th scope="col" class="ranking-votes">
            Votes
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={item.productId}>
            <td class="ranking-rank">
              {item.rank}
              {items.some((other) => other !== item && other.rank === item.rank) && <SharedMark />}
            </td>
            <td class="ranking-change">
              <RankChange {...item} />
            </td>
            <th scope="row">
              <RankedProduct product={products.get(item.productId)} isPictureLazy={index >= picturesAtOnce} />
            </th>
            <td class="ranking-votes">
              {formats.count(item.votes)}
              <VoteStrip share={item.votes / most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SharedMark(): VNode {
  return (
    <>
      <span class="shared-mark" aria-hidden="true">
        =
      </span>
      <span class="visually-hidden"> shared</span>
    </>
  );
}

function RankedProduct({
  product,
  isPictureLazy,
}: {
  product: ProductSummary | undefined;
  isPictureLazy: boolean;
}): VNode {
  if (!product) {
    return (
      <div class="ranking-product">
        <div class="sheet" />
        <p class="quiet">A model that is no longer in the shop</p>
      </div>
    );
  }
  return (
    <div class="ranking-product card-face">
      <div class="sheet">
        <img
          src={pictureUrl(product)}
          alt=""
          width="160"
          height="160"
          loading={isPictureLazy ? 'lazy' : 'eager'}
          decoding="async"
        />
      </div>
      <div>
        <p class="card-name">
          <a href={productPath(product.slug)}>{product.name}</a>
        </p>
        <p class="ranking-level">
          <Level difficulty={product.difficulty} />
        </p>
      </div>
    </div>
  );
}

/** A strip of paper as long as the votes are many. */
function VoteStrip({ share }: { share: number }): VNode {
  const width = Math.max(2, Math.round(share * 100));
  return (
    <svg class="vote-strip" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${100 - width} 0H100V6H${100 - width}z`} />
    </svg>
  );
}
