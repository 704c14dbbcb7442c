import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConnections, type Connections } from '../src/postgres/pool.ts';
import { DatabaseUnavailableError } from '../src/postgres/unavailable.ts';
import { quietLogger } from '../src/testing/quiet.ts';
import { unusedUrl } from '../src/testing/unused-url.ts';

let database: TestDatabase;
const opened: Connections[] = [];

function connect(connectionString: string): Connections {
  const connections = openConnections({
    connectionString,
    applicationName: 'kit-test',
    logger: quietLogger,
    maxConnections: 2,
    statementTimeoutMs: 200,
    connectTimeoutMs: 300,
  });
  opened.push(connections);
  return connections;
}

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((connections) => connections.close()));
  await database.drop();
});

test('the probe follows the database', async () => {
  const { port } = new URL(await unusedUrl());
  const [there, away] = [connect(database.url), connect(`postgresql://a:b@127.0.0.1:${port}/x`)];
  await expect(there.probe(AbortSignal.timeout(20_000))).resolves.toBeUndefined();
  await expect(away.probe(AbortSignal.timeout(20_000))).rejects.toThrow();
});

test('the probe finds the database there while requests hold all their connections', async () => {
  const { pool, probe } = connect(database.url);
  const held = [await pool.connect(), await pool.connect()];
  await expect(probe(AbortSignal.timeout(20_000))).resolves.toBeUndefined();
  for (const client of held) client.release();
});

test('a connection that the server ends is replaced', async () => {
  const { pool } = connect(database.url);
  const { pool: other } = connect(database.url);
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
    async () =>
      connect(`postgresql://a:b@127.0.0.1:${new URL(await unusedUrl()).port}/x`).pool.query('SELECT 1'),
  ],
  ['a statement that takes too long', () => connect(database.url).pool.query('SELECT pg_sleep(5)')],
  [
    'a statement that takes too long on a connection that is held',
    async () => {
      const client = await connect(database.url).pool.connect();
      return client.query('SELECT pg_sleep(5)').finally(() => {
        client.release();
      });
    },
  ],
  [
    'no free connection in time',
    async () => {
      const { pool } = connect(database.url);
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
  await expect(connect(database.url).pool.query('SELECT nothing_such')).rejects.toMatchObject({
    code: '42703',
  });
});
