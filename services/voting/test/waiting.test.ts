import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast, withdraw, type Answer } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, type Voting } from './voting.ts';

// What a request is told that had to wait for another one: here the other one is a transaction of the test's own.

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting;
let other: Client;
let observer: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
  voting = await startVoting({ databaseUrl: database.url, catalogUrl: catalog.url });
  other = new Client({ connectionString: database.url });
  observer = new Client({ connectionString: database.url });
  await Promise.all([other.connect(), observer.connect()]);
});
afterAll(async () => {
  await Promise.all([other.end(), observer.end()]);
  await voting.close();
  await catalog.close();
  await database.drop();
});

const waiting = `
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Changes something in a transaction that is committed when the request is seen to wait for it. */
async function meanwhile(statements: [string, unknown[]][], request: () => Promise<Answer>): Promise<Answer> {
  await other.query('BEGIN');
  for (const [text, values] of statements) await other.query(text, values);
  const answer = request();
  await expect.poll(async () => (await observer.query(waiting)).rowCount, { interval: 5 }).toBe(1);
  await other.query('COMMIT');
  return answer;
}

const insertVote = 'INSERT INTO votes (product_id, voter_id) VALUES ($1, $2)';

test('the same vote, cast by two requests at once, is counted once and told to both', async () => {
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  const { body } = await meanwhile(
    [
      [insertVote, [productId, voter]],
      ['INSERT INTO tallies (product_id, votes) VALUES ($1, 1)', [productId]],
    ],
    () => cast(voting.url, productId, voter),
  );
  expect(body).toEqual({ productId, votes: 1, voted: true });
});

test("another voter's vote, cast at the same time, is in the number that is told", async () => {
  const [productId, ada, bob] = [catalog.addProduct(), randomUUID(), randomUUID()];
  await cast(voting.url, productId, randomUUID());
  const { body } = await meanwhile(
    [
      [insertVote, [productId, ada]],
      ['UPDATE tallies SET votes = votes + 1 WHERE product_id = $1', [productId]],
    ],
    () => cast(voting.url, productId, bob),
  );
  expect(body).toEqual({ productId, votes: 3, voted: true });
});

test('the same vote, withdrawn by two requests at once, is subtracted once and told to both', async () => {
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  await cast(voting.url, productId, voter);
  await cast(voting.url, productId, randomUUID());
  const { body } = await meanwhile(
    [
      ['DELETE FROM votes WHERE product_id = $1 AND voter_id = $2', [productId, voter]],
      ['UPDATE tallies SET votes = votes - 1 WHERE product_id = $1', [productId]],
    ],
    () => withdraw(voting.url, productId, voter),
  );
  expect(body).toEqual({ productId, votes: 1, voted: false });
});

test('a vote that is cast while the same one is being withdrawn stands', async () => {
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  await cast(voting.url, productId, voter);
  const { body } = await meanwhile(
    [
      ['DELETE FROM votes WHERE product_id = $1 AND voter_id = $2', [productId, voter]],
      ['UPDATE tallies SET votes = votes - 1 WHERE product_id = $1', [productId]],
    ],
    () => cast(voting.url, productId, voter),
  );
  expect(body).toEqual({ productId, votes: 1, voted: true });
});
