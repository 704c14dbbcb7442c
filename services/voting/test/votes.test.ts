import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, send, withdraw } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, type Voting } from './voting.ts';

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
  voting = await startVoting({ databaseUrl: database.url, catalogUrl: catalog.url });
  pool = new Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await voting.close();
  await catalog.close();
  await database.drop();
});

function bodies(answers: { body: unknown }[]): unknown[] {
  return answers.map(({ body }) => body);
}

/** Products whose tally is not the number of their votes. */
async function disagreements(): Promise<unknown[]> {
  const { rows } = await pool.query<Record<string, unknown>>(`
    SELECT product_id, tallies.votes AS tally, counted.votes
    FROM tallies FULL JOIN (SELECT product_id, count(*) AS votes FROM votes GROUP BY product_id) AS counted
      USING (product_id)
    WHERE coalesce(tallies.votes, -1) <> coalesce(counted.votes, 0)`);
  return rows;
}

test('a vote is cast, counted and withdrawn', async () => {
  const productId = catalog.addProduct();
  const [ada, bob] = [randomUUID(), randomUUID()];
  expect(await cast(voting.url, productId, ada)).toMatchObject({
    status: 200,
    body: { productId, votes: 1, voted: true },
  });
  expect((await cast(voting.url, productId, bob)).body).toEqual({ productId, votes: 2, voted: true });
  expect((await withdraw(voting.url, productId, ada)).body).toEqual({ productId, votes: 1, voted: false });
  const counts = await send(`${voting.url}/api/votes?productIds=${productId}`, { voter: bob });
  expect(counts.body).toEqual({ items: [{ productId, votes: 1, voted: true }] });
});

test('casting or withdrawing again changes nothing', async () => {
  const productId = catalog.addProduct();
  const voter = randomUUID();
  const first = await cast(voting.url, productId, voter);
  expect((await cast(voting.url, productId, voter)).body).toEqual(first.body);
  const withdrawn = await withdraw(voting.url, productId, voter);
  expect((await withdraw(voting.url, productId, voter)).body).toEqual(withdrawn.body);
  expect(withdrawn.body).toEqual({ productId, votes: 0, voted: false });
});

test('a voter and a product are the same in upper and lower case', async () => {
  const productId = catalog.addProduct();
  const voter = randomUUID();
  await cast(voting.url, productId, voter);
  const again = await cast(voting.url, productId.toUpperCase(), voter.toUpperCase());
  expect(again.body).toEqual({ productId, votes: 1, voted: true });
});

test('a product that the catalog does not have is 404', async () => {
  const productId = randomUUID();
  const answer = await cast(voting.url, productId, randomUUID());
  expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((answer.body as { detail: string }).detail).toContain(productId);
});

test('a vote for a product that has left the catalog can be withdrawn', async () => {
  const productId = catalog.addProduct();
  const voter = randomUUID();
  await cast(voting.url, productId, voter);
  catalog.products.delete(productId);
  expect((await withdraw(voting.url, productId, voter)).body).toEqual({ productId, votes: 0, voted: false });
});

test('withdrawing from a product without votes is 200, asks no catalog and leaves no trace', async () => {
  const productId = randomUUID();
  const answer = await withdraw(voting.url, productId, randomUUID());
  expect(answer).toMatchObject({ status: 200, body: { productId, votes: 0, voted: false } });
  const { rowCount } = await pool.query('SELECT FROM tallies WHERE product_id = $1', [productId]);
  expect(rowCount).toBe(0);
  expect(catalog.lookUps(productId)).toBe(0);
});

test('counts come in the order asked, zero for a product without votes', async () => {
  const [one, none, two] = [catalog.addProduct(), randomUUID(), catalog.addProduct()];
  const [ada, bob] = [randomUUID(), randomUUID()];
  await cast(voting.url, one, ada);
  await cast(voting.url, two, ada);
  await cast(voting.url, two, bob);
  const url = `${voting.url}/api/votes?productIds=${two},${none},${one},${two}`;
  expect((await send(url)).body).toEqual({
    items: [
      { productId: two, votes: 2 },
      { productId: none, votes: 0 },
      { productId: one, votes: 1 },
      { productId: two, votes: 2 },
    ],
  });
  const ofBob = await send(url, { voter: bob });
  const voted = (ofBob.body as { items: { voted: boolean }[] }).items.map((item) => item.voted);
  expect(voted).toEqual([true, false, false, true]);
  expect(ofBob.headers.get('cache-control')).toBe('no-store');
});

test('200 voters at once are 200 votes, and each is told another number', async () => {
  const productId = catalog.addProduct();
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => cast(voting.url, productId, randomUUID())),
  );
  const told = answers.map(({ body }) => (body as { votes: number }).votes).sort((a, b) => a - b);
  expect(told).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(await disagreements()).toEqual([]);
});

test('the same voter 50 times at once has one vote, and is told so each time', async () => {
  const productId = catalog.addProduct();
  const voter = randomUUID();
  const casts = await Promise.all(Array.from({ length: 50 }, () => cast(voting.url, productId, voter)));
  expect(bodies(casts)).toEqual(casts.map(() => ({ productId, votes: 1, voted: true })));
  await cast(voting.url, productId, randomUUID());
  const withdrawals = await Promise.all(
    Array.from({ length: 50 }, () => withdraw(voting.url, productId, voter)),
  );
  expect(bodies(withdrawals)).toEqual(withdrawals.map(() => ({ productId, votes: 1, voted: false })));
  expect(await disagreements()).toEqual([]);
});

test('after votes and withdrawals at random by many at once, each tally is the number of its votes', async () => {
  const products = Array.from({ length: 3 }, () => catalog.addProduct());
  const voters = Array.from({ length: 8 }, () => randomUUID());
  const pick = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        const change = Math.random() < 0.5 ? cast : withdraw;
        const { status } = await change(voting.url, pick(products), pick(voters));
        expect(status).toBe(200);
      }
    }),
  );
  expect(await disagreements()).toEqual([]);
});
