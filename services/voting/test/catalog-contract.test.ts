import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { startServiceProcess, type ServiceProcess } from '@foldline/service-kit/testing/service-process';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, send } from './api.ts';
import { startVoting, type Voting } from './voting.ts';

// The calls of this service against the real catalog, as a process of its own over a database of its own.

let databases: TestDatabase[];
let catalog: ServiceProcess;
let voting: Voting;

beforeAll(async () => {
  databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const [ownDatabase, catalogDatabase] = databases.map(({ url }) => url) as [string, string];
  const client = new Client({ connectionString: catalogDatabase });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.end();
  catalog = await startServiceProcess({
    cwd: new URL('../../catalog/', import.meta.url),
    env: { DATABASE_URL: catalogDatabase, MIGRATE_ON_START: 'true' },
  });
  voting = await startVoting({ databaseUrl: ownDatabase, catalogUrl: catalog.url });
});
afterAll(async () => {
  await voting.close();
  catalog.kill('SIGKILL');
  await catalog.ended;
  await Promise.all(databases.map((database) => database.drop()));
});

test('a product of the catalog takes votes', async () => {
  const products = await send(`${catalog.url}/api/products?limit=1`);
  const { items } = products.body as { items: { id: string }[] };
  const productId = items[0]?.id ?? 'none';
  expect((await cast(voting.url, productId, randomUUID())).body).toEqual({
    productId,
    votes: 1,
    voted: true,
  });
});

test('a product that the catalog does not have is 404', async () => {
  expect(await cast(voting.url, randomUUID(), randomUUID())).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  });
});

test('the catalog is seen to be up', async () => {
  expect((await send(`${voting.url}/readyz`)).body).toMatchObject({
    status: 'ready',
    dependencies: { catalog: { state: 'up', required: false } },
  });
});
