import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { migrate } from '@foldline/service-kit/postgres/migrate';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Prisma } from '../src/generated/prisma/client.ts';
import { migrationsDirectory } from '../src/migrations.ts';
import { send } from './api.ts';
import { runMigrate, startVotingProcess } from './voting-process.ts';

const names = ['20261124090000_votes_and_tallies', '20261124091000_leaderboard'];

let database: TestDatabase;
let client: Client;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

async function emptyDatabase(): Promise<void> {
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
}

async function strings(query: string): Promise<unknown[]> {
  const { rows } = await client.query<unknown[]>({ text: query, rowMode: 'array' });
  return rows.map(([first]) => first);
}

const recorded = 'SELECT migration_name FROM _prisma_migrations ORDER BY started_at, migration_name';
const indexes = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";

test('two processes at once apply each migration once, and a third finds nothing to do', async () => {
  await emptyDatabase();
  const both = await Promise.all([
    runMigrate({ databaseUrl: database.url }),
    runMigrate({ databaseUrl: database.url }),
  ]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await strings(recorded)).toEqual(names);
  const again = await runMigrate({ databaseUrl: database.url });
  expect(again.code).toBe(0);
  expect(again.output).not.toContain('migration applied');
  expect(await strings(recorded)).toEqual(names);
});

test("a database with the earlier version's data is brought up to date as the service starts", async () => {
  await emptyDatabase();
  const directory = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  const [first = ''] = names;
  await cp(path.join(migrationsDirectory, first), path.join(directory, first), { recursive: true });
  await migrate({ connectionString: database.url, directory, logger: quietLogger });
  await rm(directory, { recursive: true });
  expect(await strings(indexes)).not.toContain('votes_voted_at_product_id_idx');
  const [productId, voter] = [randomUUID(), randomUUID()];
  await client.query('INSERT INTO votes (product_id, voter_id) VALUES ($1, $2)', [productId, voter]);
  await client.query('INSERT INTO tallies (product_id, votes) VALUES ($1, 1)', [productId]);

  const { url, kill, ended } = await startVotingProcess({
    databaseUrl: database.url,
    env: { MIGRATE_ON_START: 'true' },
  });
  const { body } = await send(`${url}/api/votes?productIds=${productId}`, { voter });
  expect(body).toEqual({ items: [{ productId, votes: 1, voted: true }] });
  for (const window of ['24h', 'all']) {
    const answer = await send(`${url}/api/leaderboard?window=${window}`);
    expect(answer.body).toMatchObject({ items: [{ productId, votes: 1, rank: 1 }] });
  }
  kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(await strings(indexes)).toEqual(
    expect.arrayContaining(['tallies_votes_product_id_idx', 'votes_voted_at_product_id_idx']),
  );
});

test('the database itself refuses a second vote and a negative tally', async () => {
  const [productId, voter] = [randomUUID(), randomUUID()];
  const vote = ['INSERT INTO votes (product_id, voter_id) VALUES ($1, $2)', [productId, voter]] as const;
  await client.query(vote[0], [...vote[1]]);
  await expect(client.query(vote[0], [...vote[1]])).rejects.toMatchObject({ code: '23505' });
  const tally = client.query('INSERT INTO tallies (product_id, votes) VALUES ($1, -1)', [productId]);
  await expect(tally).rejects.toMatchObject({ code: '23514' });
});

test("the migrations make the tables and indexes that Prisma's schema describes", async () => {
  const columns = async (table: string): Promise<unknown[]> => {
    const query = `SELECT column_name || ' ' || data_type || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END
                   FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`;
    return strings(query);
  };
  expect(Object.keys(Prisma.VoteScalarFieldEnum)).toEqual(['productId', 'voterId', 'votedAt']);
  expect(await columns('votes')).toEqual([
    'product_id uuid',
    'voter_id uuid',
    'voted_at timestamp with time zone',
  ]);
  expect(Object.keys(Prisma.TallyScalarFieldEnum)).toEqual(['productId', 'votes']);
  expect(await columns('tallies')).toEqual(['product_id uuid', 'votes integer']);
  expect(await strings(indexes)).toEqual([
    '_prisma_migrations_pkey',
    'tallies_pkey',
    'tallies_votes_product_id_idx',
    'votes_pkey',
    'votes_voted_at_product_id_idx',
  ]);
});

test('a database that is away is told in a sentence', async () => {
  const databaseUrl = (await unusedUrl()).replace('http://', 'postgresql://voting@') + '/voting';
  const { code, output } = await runMigrate({ databaseUrl });
  expect(code).toBe(1);
  expect(output).toContain('The database cannot be reached');
  expect(output).toContain('correct DATABASE_URL');
});
