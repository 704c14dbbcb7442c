import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cast, send, withdraw, type Answer } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, type Voting } from './voting.ts';

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
});
afterEach(() => voting?.close());
afterAll(async () => {
  await catalog.close();
  await database.drop();
});

async function start(perVoter: number, perAddress: number): Promise<string> {
  const env = {
    RATE_LIMIT_VOTER_PER_MINUTE: String(perVoter),
    RATE_LIMIT_ADDRESS_PER_MINUTE: String(perAddress),
    TRUSTED_PROXIES: '1',
  };
  voting = await startVoting({ databaseUrl: database.url, catalogUrl: catalog.url, env });
  return voting.url;
}

function castFrom(address: string, url: string, productId: string): Promise<Answer> {
  const headers = { 'x-forwarded-for': address };
  const voter = randomUUID();
  return send(`${url}/api/products/${productId}/vote`, { method: 'PUT', voter, headers });
}

async function statuses(requests: (() => Promise<Answer>)[]): Promise<number[]> {
  const seen: number[] = [];
  for (const request of requests) seen.push((await request()).status);
  return seen;
}

test('a voter has so many votes and withdrawals a minute; another voter is not concerned', async () => {
  const url = await start(3, 0);
  const [productId, ada, bob] = [catalog.addProduct(), randomUUID(), randomUUID()];
  const seen = await statuses([
    () => cast(url, productId, ada),
    () => withdraw(url, productId, ada),
    () => cast(url, productId, ada.toUpperCase()),
    () => withdraw(url, productId, ada),
    () => cast(url, productId, bob),
  ]);
  expect(seen).toEqual([200, 200, 200, 429, 200]);
  const counts = await send(`${url}/api/votes?productIds=${productId}`, { voter: ada });
  expect(counts.body).toEqual({ items: [{ productId, votes: 2, voted: true }] });
});

test('too many is a problem that says when to go on', async () => {
  const url = await start(1, 0);
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  await cast(url, productId, voter);
  const { status, headers, body } = await cast(url, productId, voter);
  expect(status).toBe(429);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const retryAfter = Number(headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(60);
  expect(body).toMatchObject({
    code: 'too-many-requests',
    detail: `1 votes and withdrawals a minute are accepted from this voter. Wait ${retryAfter} s.`,
  });
  expect(JSON.stringify(body)).not.toContain(voter);
});

test('an address has so many, whatever voters it names; another address is not concerned', async () => {
  const url = await start(0, 2);
  const productId = catalog.addProduct();
  const seen = await statuses([
    () => castFrom('192.0.2.1', url, productId),
    () => castFrom('192.0.2.1', url, productId),
    () => castFrom('192.0.2.1', url, productId),
    () => castFrom('192.0.2.2', url, productId),
  ]);
  expect(seen).toEqual([200, 200, 429, 200]);
});

test('an IPv6 address counts as its /64 network', async () => {
  const url = await start(0, 1);
  const productId = catalog.addProduct();
  const seen = await statuses([
    () => castFrom('2001:db8:1:1::1', url, productId),
    () => castFrom('2001:db8:1:1:ffff::2', url, productId),
    () => castFrom('2001:db8:1:2::1', url, productId),
  ]);
  expect(seen).toEqual([200, 429, 200]);
});

test('reading is not limited', async () => {
  const url = await start(1, 1);
  const productId = catalog.addProduct();
  await cast(url, productId, randomUUID());
  const reads = Array.from({ length: 10 }, () => () => send(`${url}/api/votes?productIds=${productId}`));
  expect(new Set(await statuses(reads))).toEqual(new Set([200]));
  expect((await send(`${url}/api/leaderboard`)).status).toBe(200);
});

test('0 turns both limits off', async () => {
  const url = await start(0, 0);
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  const casts = Array.from({ length: 100 }, () => () => cast(url, productId, voter));
  expect(new Set(await statuses(casts))).toEqual(new Set([200]));
});
