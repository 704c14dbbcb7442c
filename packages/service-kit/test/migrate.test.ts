import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Pool, type PoolClient } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, MigrationError, type MigrateOptions } from '../src/postgres/migrate.ts';
import { StartError } from '../src/start-error.ts';
import { captureLog } from '../src/testing/captured-log.ts';
import { quietLogger } from '../src/testing/quiet.ts';
import { unusedUrl } from '../src/testing/unused-url.ts';

const first = '20260101000000_things';
const second = '20260102000000_sizes';

let database: TestDatabase;
let pool: Pool;
let directory: string;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  directory = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await writeFile(path.join(directory, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await write(first, "CREATE TABLE things (name text PRIMARY KEY); INSERT INTO things VALUES ('old');");
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  await rm(directory, { recursive: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(path.join(directory, name), { recursive: true });
  await writeFile(path.join(directory, name, 'migration.sql'), sql);
}

function run(options: Partial<MigrateOptions> = {}): Promise<string[]> {
  return migrate({ connectionString: database.url, directory, logger: quietLogger, ...options });
}

test('what is pending is applied, once', async () => {
  expect(await run()).toEqual([first]);
  expect(await run()).toEqual([]);
});

test('a later version finds the data of the earlier one', async () => {
  await run();
  await write(second, 'ALTER TABLE things ADD COLUMN size integer NOT NULL DEFAULT 1;');
  expect(await run()).toEqual([second]);
  expect((await pool.query('SELECT * FROM things')).rows).toEqual([{ name: 'old', size: 1 }]);
});

test('it is recorded as Prisma records it', async () => {
  await run();
  const { rows } = await pool.query('SELECT * FROM _prisma_migrations');
  expect(rows).toEqual([
    expect.objectContaining({
      migration_name: first,
      applied_steps_count: 1,
      rolled_back_at: null,
      logs: null,
    }),
  ]);
  const [{ checksum, finished_at, started_at }] = rows as [
    { checksum: string; finished_at: Date; started_at: Date },
  ];
  expect(checksum).toMatch(/^[\da-f]{64}$/);
  expect(finished_at.getTime()).toBeGreaterThanOrEqual(started_at.getTime());
});

test('processes that start together apply each migration once', async () => {
  await write(second, 'SELECT pg_sleep(0.2); CREATE TABLE sizes (size integer);');
  const script = fileURLToPath(new URL('fixtures/migrate-once.ts', import.meta.url));
  const runs = Array.from({ length: 3 }, () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', script, database.url, directory]),
  );
  const applied = (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout) as string[]);
  expect(applied.flat().sort()).toEqual([first, second]);
});

describe('while another process holds the lock that Prisma takes too', () => {
  let other: PoolClient;
  beforeEach(async () => {
    other = await pool.connect();
    await other.query('SELECT pg_advisory_lock(72707369)');
  });
  // Ended, not given back: the lock goes with its session.
  afterEach(() => {
    other.release(true);
  });

  test('it says that it waits, and goes on when the lock is free', async () => {
    const log = captureLog();
    const applied = run({ logger: log.logger });
    await expect.poll(log.text).toContain('another process migrates this database, waiting for it');
    await other.query('SELECT pg_advisory_unlock_all()');
    expect(await applied).toEqual([first]);
  });

  test('it does not wait for ever', async () => {
    const refused = run({ lockTimeoutMs: 50 });
    await expect(refused).rejects.toThrow(MigrationError);
    await expect(refused).rejects.toThrow(/for over 0.05 s\. .* end it; then start again\.$/);
    expect((await pool.query("SELECT to_regclass('things') AS things")).rows).toEqual([{ things: null }]);
  });
});

describe('what does not fit is refused', () => {
  test('a migration that fails is undone, and can be mended', async () => {
    await write(second, 'CREATE TABLE sizes (size integer); SELECT 1/0;');
    await expect(run()).rejects.toThrow(`Migration ${second} failed and was undone: division by zero`);
    await write(second, 'CREATE TABLE sizes (size integer);');
    expect(await run()).toEqual([second]);
  });

  test('a migration that was changed after it was applied', async () => {
    await run();
    await write(first, 'CREATE TABLE other (name text);');
    await expect(run()).rejects.toThrow(MigrationError);
    await expect(run()).rejects.toThrow('was changed after it was applied');
  });

  test('a migration that another tool left halfway', async () => {
    await run();
    await pool.query('UPDATE _prisma_migrations SET finished_at = NULL');
    await expect(run()).rejects.toThrow('prisma migrate resolve');
  });
});

test('a migration of a newer version that this one does not know is left alone', async () => {
  await write(second, 'CREATE TABLE sizes (size integer);');
  await run();
  await rm(path.join(directory, second), { recursive: true });
  expect(await run()).toEqual([]);
});

test('a database that is not there is told in a sentence', async () => {
  const { port } = new URL(await unusedUrl());
  const attempt = migrate({
    connectionString: `postgresql://a:hunter2@127.0.0.1:${port}/x`,
    directory,
    logger: quietLogger,
  });
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartError);
  expect(String(error)).toMatch(/cannot be reached .* correct DATABASE_URL\.$/);
  expect(String(error)).not.toContain('hunter2');
});
