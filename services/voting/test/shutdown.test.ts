import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, send } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVotingProcess } from './voting-process.ts';

const waitingForLock = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

let database: TestDatabase;
let catalog: CatalogStandIn;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
});
afterAll(async () => {
  await catalog.close();
  await database.drop();
});

test('stopping under load fails no vote, and ends with 0', async () => {
  const { url, kill, ended } = await startVotingProcess({
    databaseUrl: database.url,
    catalogUrl: catalog.url,
    env: { SHUTDOWN_DELAY_MS: '3000' },
  });
  const productId = catalog.addProduct();
  const statuses: number[] = [];
  let isReady = true;
  const clients = Array.from({ length: 16 }, async () => {
    while (isReady) statuses.push((await cast(url, productId, randomUUID())).status);
  });
  await expect.poll(() => statuses.length).toBeGreaterThan(100);
  kill('SIGTERM');
  // As a load balancer does: it sends more until it sees that readiness is off.
  await expect
    .poll(async () => (await send(`${url}/readyz`)).body, { interval: 20 })
    .toMatchObject({ status: 'shutting-down' });
  const servedBefore = statuses.length;
  await expect.poll(() => statuses.length).toBeGreaterThan(servedBefore + 16);
  isReady = false;
  await Promise.all(clients);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await ended).toBe(0);
});

test('a vote that is being stored when the process is told to stop is stored and answered', async () => {
  const productId = catalog.addProduct();
  const { url, kill, ended } = await startVotingProcess({
    databaseUrl: database.url,
    catalogUrl: catalog.url,
    env: { STATEMENT_TIMEOUT_MS: '10000' },
  });
  await cast(url, productId, randomUUID());
  const other = new Client({ connectionString: database.url });
  await other.connect();
  await other.query('BEGIN');
  await other.query('SELECT FROM tallies WHERE product_id = $1 FOR UPDATE', [productId]);
  const late = cast(url, productId, randomUUID());
  await expect.poll(async () => (await other.query(waitingForLock)).rowCount).toBe(1);
  kill('SIGTERM');
  await expect.poll(() => accepts(url)).toBe(false);
  await other.query('COMMIT');
  expect(await late).toMatchObject({ status: 200, body: { productId, votes: 2, voted: true } });
  expect(await ended).toBe(0);
  await other.end();
});

async function accepts(url: string): Promise<boolean> {
  return fetch(`${url}/livez`).then(
    () => true,
    () => false,
  );
}
