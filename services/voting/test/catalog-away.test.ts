import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { failures, latenessMs } from '@foldline/service-kit/testing/stand-in';
import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, send, withdraw, type Answer } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, unlimited, type Voting } from './voting.ts';

const timeoutMs = 300;

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting;

beforeEach(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
  voting = await start();
});
afterEach(async () => {
  await voting.close();
  await catalog.close();
  await database.drop();
});

function start(catalogUrl = catalog.url): Promise<Voting> {
  const env = { ...unlimited, CATALOG_TIMEOUT_MS: String(timeoutMs) };
  return startVoting({ databaseUrl: database.url, catalogUrl, env });
}

/** A new instance over the same database, which remembers nothing. */
async function restart(): Promise<void> {
  await voting.close();
  voting = await start();
}

async function timed(request: Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const startedAt = performance.now();
  const answer = await request;
  return { answer, ms: performance.now() - startedAt };
}

const cannotBeAsked = {
  status: 503,
  body: {
    code: 'unavailable',
    detail: 'The catalog cannot be asked right now whether this product exists. Try again in a moment.',
  },
};

describe.each(failures)('while the catalog is %s', (failure) => {
  test('a product that was asked for before still takes votes, without asking again', async () => {
    const productId = catalog.addProduct();
    await cast(voting.url, productId, randomUUID());
    catalog.become(failure);
    const answer = await cast(voting.url, productId, randomUUID());
    expect(answer).toMatchObject({ status: 200, body: { votes: 2 } });
    expect(catalog.lookUps(productId)).toBe(1);
  });

  test('a product with votes still takes votes after a restart, within the time for the catalog', async () => {
    const productId = catalog.addProduct();
    await cast(voting.url, productId, randomUUID());
    catalog.become(failure);
    await restart();
    const { answer, ms } = await timed(cast(voting.url, productId, randomUUID()));
    expect(answer).toMatchObject({ status: 200, body: { votes: 2 } });
    expect(ms).toBeLessThan(latenessMs);
    const lookUps = catalog.lookUps(productId);
    expect(await cast(voting.url, productId, randomUUID())).toMatchObject({ status: 200 });
    expect(catalog.lookUps(productId)).toBe(lookUps);
  });

  test('a product that was never heard of is 503 with Retry-After, and takes votes when the catalog is back', async () => {
    const productId = catalog.addProduct();
    catalog.become(failure);
    const { answer, ms } = await timed(cast(voting.url, productId, randomUUID()));
    expect(answer).toMatchObject(cannotBeAsked);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(ms).toBeLessThan(latenessMs);
    catalog.become('well');
    // The circuit breaker may hold the next call back for a moment.
    await expect
      .poll(async () => (await cast(voting.url, productId, randomUUID())).status, { interval: 100 })
      .toBe(200);
  });

  test('votes are withdrawn and counted, and the service is ready though degraded', async () => {
    const productId = catalog.addProduct();
    const voter = randomUUID();
    await cast(voting.url, productId, voter);
    catalog.become(failure);
    await restart();
    expect((await withdraw(voting.url, productId, voter)).status).toBe(200);
    expect((await send(`${voting.url}/api/votes?productIds=${productId}`)).status).toBe(200);
    expect((await send(`${voting.url}/api/leaderboard`)).status).toBe(200);
    const ready = await send(`${voting.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ dependencies: { catalog: { required: false } } });
  });
});

test('a catalog at whose address nobody listens is not taken for the database', async () => {
  await voting.close();
  voting = await start(await unusedUrl());
  const answer = await cast(voting.url, randomUUID(), randomUUID());
  expect(answer).toMatchObject(cannotBeAsked);
  expect(answer.headers.get('retry-after')).toBe('2');
});

test('votes at once for a product that is not known yet ask the catalog once', async () => {
  const productId = catalog.addProduct();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => cast(voting.url, productId, randomUUID())),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(catalog.lookUps(productId)).toBe(1);
});

test('a storm on an id that does not exist asks the catalog once', async () => {
  const productId = randomUUID();
  const storm = async (): Promise<void> => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => cast(voting.url, productId, randomUUID())),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  };
  await storm();
  await storm();
  expect(catalog.lookUps(productId)).toBe(1);
});
