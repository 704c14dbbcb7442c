import type { Logger } from '@foldline/service-kit/logger';
import type { Backends } from '../../backends/backends.ts';
import type { Leaderboard, LeaderboardWindow } from '../../backends/leaderboard.ts';
import type { ProductSummary } from '../../backends/product.ts';
import { section, type Section } from '../../backends/section.ts';

/** What the leaderboard shows, part by part. */
export interface LeaderboardData {
  board: Section<Leaderboard>;
  /** The listed products by product id; one that has since left the catalog is not among them. */
  products: Section<Map<string, ProductSummary>>;
}

const places = 10;

/** Gathers the leaderboard: one call to voting, and one to the catalog for all the products that it lists. */
export async function loadLeaderboard(
  { catalog, voting }: Backends,
  window: LeaderboardWindow,
  logger: Logger,
): Promise<LeaderboardData> {
  const board = await section(voting, (backend) => backend.leaderboard(window, places), logger);
  const ids = board.state === 'there' ? board.data.items.map(({ productId }) => productId) : [];
  const products = await section(catalog, (backend) => backend.productsById(ids), logger);
  return { board, products };
}
