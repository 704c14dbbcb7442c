import { createHash } from 'node:crypto';
import { withClient } from '@foldline/local-postgres/databases';
import type { RealShop } from '../real-shop.ts';

interface Product {
  id: string;
  slug: string;
}

/**
 * Votes as many visitors of the last weeks would have: the same ones each time, so that a picture changes only with the
 * shop. They are cast through the API; only their age, which no visitor can choose, is set in the database.
 */
export async function fillBallot({ catalogUrl, votingUrl }: RealShop, votingDatabase: string): Promise<void> {
  const answer = await fetch(`${catalogUrl}/api/products?limit=100`);
  const { items } = (await answer.json()) as { items: Product[] };
  for (const { id, slug } of items) {
    const votes = Math.floor(60 * shareOf(`popularity ${slug}`) ** 2);
    for (let index = 0; index < votes; index += 1) {
      const { status } = await fetch(`${votingUrl}/api/products/${id}/vote`, {
        method: 'PUT',
        headers: { 'x-voter-id': voterOf(`${slug} ${index}`) },
      });
      if (status !== 200) throw new Error(`voting answered a vote for ${slug} with ${status}`);
    }
  }
  await withClient(votingDatabase, (client) =>
    client.query(`
      UPDATE votes
      SET voted_at = now() - interval '20 days' * ('x' || left(md5(product_id::text || voter_id), 6))::bit(24)::integer / 16777216`),
  );
}

/** A number from 0 to 1 for a text, always the same. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}

function voterOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
