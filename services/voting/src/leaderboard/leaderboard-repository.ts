import type { PrismaClient } from '../generated/prisma/client.ts';
import { boardOfAllVotes, boardOfHours } from './leaderboard-queries.ts';
import type { Leaderboard, Window } from './schemas.ts';

export interface LeaderboardRepository {
  /** The products with the most votes of a window, counted now; at most `limit`. */
  top(window: Window, limit: number): Promise<Leaderboard>;
}

type Item = Leaderboard['items'][number];
type Row = { asOf: Date } & (Item | { [Column in keyof Item]: null });

// In hours, which are always as long: a day of PostgreSQL's has 23 or 25 where the session's time zone changes its clock.
const hours: Record<Exclude<Window, 'all'>, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** Leaderboards from the database, whose clock alone says which votes a window holds. */
export function createLeaderboardRepository(prisma: PrismaClient): LeaderboardRepository {
  return {
    async top(window, limit) {
      const board = window === 'all' ? boardOfAllVotes(limit) : boardOfHours(hours[window], limit);
      // Ranks are counted among the listed: from the top they are the same. Those of the earlier board are counted once
      // for each number of votes, of which there are few, and not by sorting the products. The join with one empty row
      // brings the time even when there is no vote.
      const rows = await prisma.$queryRaw<Row[]>`
        WITH ${board},
        earlier_ranks AS (
          SELECT votes AS earlier_votes, (1 + sum(count(*)) OVER (ORDER BY votes DESC) - count(*))::integer AS rank
          FROM earlier
          GROUP BY votes
        )
        SELECT now() AS "asOf", product_id AS "productId", votes, top.rank, earlier_ranks.rank AS "previousRank"
        FROM (SELECT) AS once
        LEFT JOIN (SELECT *, rank() OVER (ORDER BY votes DESC)::integer AS rank FROM listed) AS top ON true
        LEFT JOIN earlier_ranks USING (earlier_votes)
        ORDER BY top.rank, product_id`;
      return { window, asOf: asOf(rows).toISOString(), items: rows.filter(hasProduct).map(toItem) };
    },
  };
}

function asOf([first]: Row[]): Date {
  if (!first) throw new Error('the statement answers one row at least');
  return first.asOf;
}

function hasProduct(row: Row): row is { asOf: Date } & Item {
  return row.productId !== null;
}

function toItem({ productId, votes, rank, previousRank }: Item): Item {
  return { productId, votes, rank, previousRank };
}
