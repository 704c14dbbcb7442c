import { Prisma } from '../generated/prisma/client.ts';

// Each board is a list of common table expressions over one snapshot of the database, of which a caller reads two:
//
// - listed (product_id, votes, earlier_votes): the products with the most votes, in no particular order, each with what
//   it had on the same board 24 hours ago, as far as those votes still stand.
// - earlier (votes): what the products had on the board of 24 hours ago, at least as far down as the listed ones stood
//   there.

const dayAgo = Prisma.sql`now() - interval '24 hours'`;

/** The board of the last hours: both windows overlap or touch, so that their votes are read once, from the index alone. */
export function boardOfHours(hours: number, limit: number): Prisma.Sql {
  const start = Prisma.sql`now() - make_interval(hours => ${hours}::integer)`;
  return Prisma.sql`
    counted AS MATERIALIZED (
      SELECT product_id,
             (count(*) FILTER (WHERE voted_at > ${start}))::integer AS votes,
             (count(*) FILTER (WHERE voted_at <= ${dayAgo}))::integer AS earlier_votes
      FROM votes
      WHERE voted_at > ${start} - interval '24 hours'
      GROUP BY product_id
    ),
    listed AS (
      SELECT * FROM counted WHERE votes > 0 ORDER BY votes DESC, product_id LIMIT ${limit}
    ),
    earlier AS (
      SELECT earlier_votes AS votes FROM counted WHERE earlier_votes > 0
    )`;
}

/**
 * The board of all time. What a product had 24 hours ago is its tally without the votes of the last day, and thus no
 * more than its tally: so the tallies' index is read from the top, and only as far as the listed products stood then.
 */
export function boardOfAllVotes(limit: number): Prisma.Sql {
  return Prisma.sql`
    recent AS MATERIALIZED (
      SELECT product_id, count(*)::integer AS votes FROM votes WHERE voted_at > ${dayAgo} GROUP BY product_id
    ),
    listed AS MATERIALIZED (
      SELECT product_id, top.votes, top.votes - coalesce(recent.votes, 0) AS earlier_votes
      FROM (
        SELECT product_id, votes FROM tallies WHERE votes > 0 ORDER BY votes DESC, product_id LIMIT ${limit}
      ) AS top
      LEFT JOIN recent USING (product_id)
    ),
    earlier AS (
      SELECT tallies.votes - coalesce(recent.votes, 0) AS votes
      FROM tallies
      LEFT JOIN recent USING (product_id)
      WHERE tallies.votes >= (SELECT min(earlier_votes) FROM listed WHERE earlier_votes > 0)
    )`;
}
