import type { ProductDetails } from '../src/backends/product.ts';
import { product } from './products.ts';
import { openShop, type Shop, type ShopOptions } from './shop.ts';
import { startStandIns, type StandIns } from './stand-ins.ts';

/** The products of a shop with everything: two pages of a list. */
export const crane = product('Crane');
export const boat = product('Boat', { difficulty: 'beginner', foldingMinutes: 5 });
export const dragon = product('Dragon', { difficulty: 'expert', foldingMinutes: 600 });

/** The shop with all its backends. */
export async function openFullShop(
  options: ShopOptions = {},
  products: readonly ProductDetails[] = [crane, boat, dragon],
): Promise<Shop & StandIns> {
  const standIns = await startStandIns(products);
  const shop = openShop(
    {
      CATALOG_URL: standIns.catalog.url,
      VOTING_URL: standIns.voting.url,
      RECOMMENDATION_URL: standIns.recommendation.url,
    },
    options,
  );
  return { ...shop, ...standIns };
}
