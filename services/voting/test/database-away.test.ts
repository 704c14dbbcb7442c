import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cast, send, withdraw, type Answer } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startSeverableProxy, type SeverableProxy } from '@foldline/service-kit/testing/severable-proxy';
import { startVoting, unlimited, type Voting } from './voting.ts';

let database: TestDatabase;
let way: SeverableProxy;
let catalog: CatalogStandIn;
let voting: Voting;

beforeEach(async () => {
  database = await createTestDatabase();
  way = await startSeverableProxy(database.url);
  catalog = await startCatalogStandIn();
  const env = { ...unlimited, STATEMENT_TIMEOUT_MS: '1000' };
  voting = await startVoting({ databaseUrl: way.url, catalogUrl: catalog.url, env });
});
afterEach(async () => {
  way.mend();
  await voting.close();
  await way.close();
  await catalog.close();
  await database.drop();
});

function everyRequest(productId: string): Promise<Answer[]> {
  return Promise.all([
    cast(voting.url, productId, randomUUID()),
    withdraw(voting.url, productId, randomUUID()),
    send(`${voting.url}/api/votes?productIds=${productId}`, { voter: randomUUID() }),
    send(`${voting.url}/api/leaderboard`),
    send(`${voting.url}/api/leaderboard?window=24h`),
  ]);
}

test.each(['sever', 'freeze'] as const)(
  'without its database (%s) it is not ready, and recovers',
  async (fail) => {
    const productId = catalog.addProduct();
    await everyRequest(productId);
    way[fail]();
    for (const { status, headers, body } of await everyRequest(productId)) {
      expect(status).toBe(503);
      expect(body).toMatchObject({
        code: 'unavailable',
        detail: 'The database does not answer right now. Try again in a moment.',
      });
      expect(headers.get('retry-after')).toBe('1');
    }
    expect(await send(`${voting.url}/readyz`)).toMatchObject({
      status: 503,
      body: { status: 'not-ready', dependencies: { database: { state: 'down', required: true } } },
    });
    expect((await send(`${voting.url}/livez`)).status).toBe(200);
    way.mend();
    await expect.poll(async () => (await send(`${voting.url}/readyz`)).status).toBe(200);
    expect(new Set((await everyRequest(productId)).map(({ status }) => status))).toEqual(new Set([200]));
  },
);
