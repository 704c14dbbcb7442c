import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { stopUnderLoad } from '@foldline/service-kit/testing/stop-under-load';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from './api.ts';
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
  const voting = await startVotingProcess({
    databaseUrl: database.url,
    catalogUrl: catalog.url,
    env: { SHUTDOWN_DELAY_MS: '6000' },
  });
  const productId = catalog.addProduct();
  const request = async (): Promise<number> => (await cast(voting.url, productId, randomUUID())).status;
  const stopped = await stopUnderLoad({ service: voting, clients: 16, request });
  expect(stopped).toEqual({ outcomes: [200], ended: 0 });
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
