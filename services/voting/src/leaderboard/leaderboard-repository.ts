import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Leaderboard, Window } from './schemas.ts';

export interface LeaderboardRepository {
  /** The products with the most votes of a window, counted now; at most `limit`. */
  top(window: Window, limit: number): Promise<Leaderboard>;
}

// In hours, which are always as long: a day of PostgreSQL's has 23 or 25 where the session's time zone changes its clock.
const hours: Record<Exclude<Window, 'all'>, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

interface Row {
  asOf: Date;
  productId: string | null;
  votes: number;
  rank: number;
}

/** Leaderboards from the database, whose clock alone says which votes a window holds. */
export function createLeaderboardRepository(prisma: PrismaClient): LeaderboardRepository {
  return {
    async top(window, limit) {
      const counted = window === 'all' ? allVotes : votesSince(hours[window]);
      // The join with one empty row brings the time even when there is no vote. Ranks are counted after the limit: from
      // the top they are the same, and only the index's first entries are read.
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT now() AS "asOf", product_id AS "productId", votes, rank() OVER (ORDER BY votes DESC)::integer AS rank
        FROM (SELECT) AS once
        LEFT JOIN (
          SELECT product_id, votes FROM (${counted}) AS counted
          ORDER BY votes DESC, product_id
          LIMIT ${limit}
        ) AS top ON true
        ORDER BY rank, product_id`;
      return { window, asOf: asOf(rows).toISOString(), items: rows.filter(hasProduct).map(toItem) };
    },
  };
}

const allVotes = Prisma.sql`SELECT product_id, votes FROM tallies WHERE votes > 0`;

function votesSince(hoursAgo: number): Prisma.Sql {
  return Prisma.sql`
    SELECT product_id, count(*)::integer AS votes FROM votes
    WHERE voted_at > now() - make_interval(hours => ${hoursAgo}::integer)
    GROUP BY product_id`;
}

function asOf([first]: Row[]): Date {
  if (!first) throw new Error('the statement answers one row at least');
  return first.asOf;
}

function hasProduct(row: Row): row is Row & { productId: string } {
  return row.productId !== null;
}

function toItem({ productId, votes, rank }: Row & { productId: string }): Leaderboard['items'][number] {
  return { productId, votes, rank };
}
