import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import type { ServiceProcess } from '@foldline/service-kit/testing/service-process';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, send, withdraw } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVotingProcess } from './voting-process.ts';

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: ServiceProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
});
afterAll(async () => {
  voting.kill('SIGKILL');
  await voting.ended;
  await catalog.close();
  await database.drop();
});

/** What the clients of a storm were told, by `product voter`. What was under way at the end is in neither. */
interface Acknowledged {
  votes: Set<string>;
  withdrawals: Set<string>;
}

/** Votes, and takes every third vote back, until the service no longer answers. */
async function storm(url: string, products: readonly string[], acknowledged: Acknowledged): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const [productId, voter] = [products[turn % products.length] ?? '', randomUUID()];
    const key = `${productId} ${voter}`;
    try {
      expect((await cast(url, productId, voter)).status).toBe(200);
      if (turn % 3 > 0) {
        acknowledged.votes.add(key);
        continue;
      }
      expect((await withdraw(url, productId, voter)).status).toBe(200);
      acknowledged.withdrawals.add(key);
    } catch (error) {
      // fetch says TypeError when the connection breaks.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

async function killInStorm(products: readonly string[], acknowledged: Acknowledged): Promise<void> {
  voting = await startVotingProcess({ databaseUrl: database.url, catalogUrl: catalog.url });
  // More clients than database connections, so that there is work under way whenever the process dies.
  const clients = Array.from({ length: 40 }, () => storm(voting.url, products, acknowledged));
  const before = acknowledged.votes.size;
  await expect.poll(() => acknowledged.votes.size, { interval: 1 }).toBeGreaterThan(before + 150);
  voting.kill('SIGKILL');
  expect(await voting.ended).toBe('SIGKILL');
  await Promise.all(clients);
}

test('killed in a storm and started again: every acknowledged vote is there, each tally is its votes', async () => {
  const products = Array.from({ length: 4 }, () => catalog.addProduct());
  const acknowledged: Acknowledged = { votes: new Set(), withdrawals: new Set() };
  await killInStorm(products, acknowledged);
  await killInStorm(products, acknowledged);

  voting = await startVotingProcess({ databaseUrl: database.url, catalogUrl: catalog.url });
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ product_id: string; voter_id: string }>('SELECT * FROM votes');
  await client.end();
  const stored = new Set(rows.map(({ product_id, voter_id }) => `${product_id} ${voter_id}`));
  expect([...acknowledged.votes].filter((key) => !stored.has(key))).toEqual([]);
  expect([...acknowledged.withdrawals].filter((key) => stored.has(key))).toEqual([]);
  const { body } = await send(`${voting.url}/api/votes?productIds=${products.join(',')}`);
  expect(body).toEqual({
    items: products.map((productId) => ({
      productId,
      votes: rows.filter(({ product_id }) => product_id === productId).length,
    })),
  });
});
