import type { Pool } from 'pg';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { VoteCount } from './schemas.ts';
import { castVote, withdrawVote } from './vote-statements.ts';

/** Votes and tallies as the database keeps them. Every method rejects with a `DatabaseUnavailableError` when that is away. */
export interface VoteRepository {
  /** Stores the vote unless it is there already; answers the product's tally right after. */
  cast(productId: string, voterId: string): Promise<number>;
  /** Removes the vote if it is there; answers the product's tally right after. */
  withdraw(productId: string, voterId: string): Promise<number>;
  /** The tallies of products in the order given, and whether the voter, if any, has a vote for each. */
  counts(productIds: readonly string[], voterId: string | undefined): Promise<VoteCount[]>;
  /** Whether anyone ever voted for the product. */
  hasTally(productId: string): Promise<boolean>;
}

/**
 * The two statements that change votes go to the pool as named statements, prepared once per connection: through
 * Prisma's raw query the same statement takes more than twice the processor time, and it is the service's hot path.
 */
export function createVoteRepository({ pool, prisma }: { pool: Pool; prisma: PrismaClient }): VoteRepository {
  async function change(statement: { name: string; text: string }, values: string[]): Promise<number> {
    const { rows } = await pool.query<{ votes: number }>({ ...statement, values });
    return rows[0]?.votes ?? 0;
  }
  return {
    cast: (productId, voterId) => change(castVote, [productId, voterId]),
    withdraw: (productId, voterId) => change(withdrawVote, [productId, voterId]),
    async counts(productIds, voterId) {
      // One statement, so that a tally and the voter's own vote in it are of the same moment.
      const voted =
        voterId === undefined
          ? Prisma.empty
          : Prisma.sql`, EXISTS (
              SELECT FROM votes WHERE product_id = asked.product_id AND voter_id = ${voterId}::uuid
            ) AS voted`;
      return prisma.$queryRaw<VoteCount[]>`
        SELECT asked.product_id AS "productId", coalesce(tallies.votes, 0) AS votes ${voted}
        FROM unnest(${productIds}::uuid[]) WITH ORDINALITY AS asked (product_id, position)
        LEFT JOIN tallies USING (product_id)
        ORDER BY asked.position`;
    },
    async hasTally(productId) {
      return (await prisma.tally.findUnique({ where: { productId } })) !== null;
    },
  };
}
