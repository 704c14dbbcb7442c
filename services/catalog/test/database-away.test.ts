import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newProduct, send, write, type Answer } from './api.ts';
import { startCatalog, type Catalog } from './catalog.ts';
import { startSeverableProxy, type SeverableProxy } from '@foldline/service-kit/testing/severable-proxy';

let database: TestDatabase;
let way: SeverableProxy;
let catalog: Catalog;

beforeEach(async () => {
  database = await createTestDatabase();
  way = await startSeverableProxy(database.url);
  const env = { STATEMENT_TIMEOUT_MS: '1000', DATABASE_POOL_SIZE: '8' };
  catalog = await startCatalog({ databaseUrl: way.url, cache: 'listening', env });
});
afterEach(async () => {
  way.mend();
  await catalog.close();
  await way.close();
  await database.drop();
});

function everyRequest(): Promise<Answer[]> {
  const headers = { 'if-match': '"seen"' };
  return Promise.all([
    send(`${catalog.url}/api/products?limit=${Math.ceil(Math.random() * 100)}`),
    send(`${catalog.url}/api/products?q=crane&sort=price`),
    send(`${catalog.url}/api/products?ids=28d96468-b0a5-4859-8277-eab83a1a4a78`),
    send(`${catalog.url}/api/products/swan`),
    send(`${catalog.url}/api/categories`),
    send(`${catalog.url}/images/swan.svg`),
    write(`${catalog.url}/api/products`, 'POST', { body: newProduct('new') }),
    write(`${catalog.url}/api/products/swan`, 'PATCH', { body: { priceCents: 1 }, headers }),
    write(`${catalog.url}/api/products/swan`, 'DELETE', { headers }),
  ]);
}

const unavailable = {
  status: 503,
  body: { code: 'unavailable', detail: 'The database does not answer right now. Try again in a moment.' },
};

test.each(['sever', 'freeze'] as const)(
  'without its database (%s) it is not ready, and recovers',
  async (fail) => {
    expect((await send(`${catalog.url}/readyz`)).status).toBe(200);
    way[fail]();
    for (const answer of await everyRequest()) {
      expect(answer).toMatchObject(unavailable);
      expect(answer.headers.get('retry-after')).toBe('1');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    expect(await send(`${catalog.url}/readyz`)).toMatchObject({
      status: 503,
      body: { status: 'not-ready', dependencies: { database: { state: 'down', required: true } } },
    });
    expect((await send(`${catalog.url}/livez`)).status).toBe(200);
    way.mend();
    await expect.poll(async () => (await send(`${catalog.url}/readyz`)).status).toBe(200);
    expect((await everyRequest()).map(({ status }) => status)).toEqual([
      200, 200, 200, 200, 200, 200, 201, 412, 412,
    ]);
  },
);

test('a statement that takes too long is given up, and the next is answered', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE products IN ACCESS EXCLUSIVE MODE');
  expect(await send(`${catalog.url}/api/products`)).toMatchObject(unavailable);
  expect(await send(`${catalog.url}/api/products/swan`)).toMatchObject(unavailable);
  await client.end();
  expect((await send(`${catalog.url}/api/products`)).status).toBe(200);
});

test('connections that the server ends are replaced', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (let round = 0; round < 3; round += 1) {
    await everyRequest();
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await expect.poll(async () => (await send(`${catalog.url}/api/products?limit=50`)).status).toBe(200);
  }
  await client.end();
});
