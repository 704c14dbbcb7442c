import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPool, databaseProbe } from '../src/postgres/pool.ts';
import { DatabaseUnavailableError } from '../src/postgres/unavailable.ts';
import { quietLogger } from '../src/testing/quiet.ts';
import { unusedUrl } from '../src/testing/unused-url.ts';

let database: TestDatabase;
const pools: Pool[] = [];

function poolOf(connectionString: string): Pool {
  const pool = createPool({
    connectionString,
    applicationName: 'kit-test',
    logger: quietLogger,
    maxConnections: 2,
    statementTimeoutMs: 200,
    connectTimeoutMs: 300,
  });
  pools.push(pool);
  return pool;
}

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  await database.drop();
});

test('the probe follows the database', async () => {
  const { port } = new URL(await unusedUrl());
  await expect(databaseProbe(poolOf(database.url))(AbortSignal.timeout(1000))).resolves.toBeUndefined();
  const away = databaseProbe(poolOf(`postgresql://a:b@127.0.0.1:${port}/x`));
  await expect(away(AbortSignal.timeout(1000))).rejects.toThrow();
});

test('a connection that the server ends is replaced', async () => {
  const pool = poolOf(database.url);
  const other = poolOf(database.url);
  await pool.query('SELECT 1');
  await other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await expect
    .poll(() =>
      pool.query('SELECT 2 AS n').then(
        ({ rows }): unknown => rows,
        () => 'not yet',
      ),
    )
    .toEqual([{ n: 2 }]);
});

test.each([
  [
    'a server that is not there',
    async () => poolOf(`postgresql://a:b@127.0.0.1:${new URL(await unusedUrl()).port}/x`).query('SELECT 1'),
  ],
  ['a statement that takes too long', () => poolOf(database.url).query('SELECT pg_sleep(5)')],
  [
    'a statement that takes too long on a connection that is held',
    async () => {
      const client = await poolOf(database.url).connect();
      return client.query('SELECT pg_sleep(5)').finally(() => {
        client.release();
      });
    },
  ],
  [
    'no free connection in time',
    async () => {
      const pool = poolOf(database.url);
      const held = [await pool.connect(), await pool.connect()];
      return pool.query('SELECT 1').finally(() => {
        for (const client of held) client.release();
      });
    },
  ],
] as const)('%s means that the database is away', async (_name, work) => {
  await expect(work()).rejects.toBeInstanceOf(DatabaseUnavailableError);
});

test('a mistake of ours is not taken for a database that is away', async () => {
  await expect(poolOf(database.url).query('SELECT nothing_such')).rejects.toMatchObject({ code: '42703' });
});
