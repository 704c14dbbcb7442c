import type { ProductDetails } from '../../src/backends/product.ts';
import { openFullShop } from '../full-shop.ts';
import type { Shop, ShopOptions } from '../shop.ts';
import type { StandIns } from '../stand-ins.ts';
import { serve } from './serve.ts';

/**
 * The shop with all its backends, at an address. Its pages have time, so that they are whole on a machine that has much
 * else to do.
 */
export async function openShopForBrowsers(
  { config, ...options }: ShopOptions = {},
  products?: readonly ProductDetails[],
): Promise<Shop & StandIns & { url: string }> {
  const shop = await openFullShop({ ...options, config: { PAGE_BUDGET_MS: 6000, ...config } }, products);
  return { ...shop, url: await serve(shop.app) };
}
