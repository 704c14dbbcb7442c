import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import type { Logger } from '../logger.ts';
import { StartError } from '../start-error.ts';

export interface MigrateOptions {
  connectionString: string;
  /** The folder of migrations in Prisma's layout: `<timestamp>_<name>/migration.sql`. */
  directory: string;
  logger: Logger;
  /** How long to wait for another process that migrates, in milliseconds; a minute by default. */
  lockTimeoutMs?: number;
}

/** The database and the migrations disagree; the message says how, and what to do. */
export class MigrationError extends StartError {
  override readonly name = 'MigrationError';
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface AppliedMigration {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

// The key that Prisma's own migration engine locks, so that `prisma migrate deploy` and this wait for each other.
const prismaLockKey = 72_707_369;

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const lockNotAvailable = '55P03';

// As Prisma creates it (schema-engine, sql_schema_connector), so that its tools read what is recorded here.
const createMigrationsTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies, in order, the migrations that the database does not have yet; each in a transaction of its own together
 * with its record. Any number of processes may do so at once: an advisory lock lets one work while the others wait,
 * though not for ever.
 *
 * @returns the names of the migrations that were applied
 * @throws {StartError} if the database cannot be reached
 * @throws {MigrationError} if an applied migration's file was changed, one failed halfway under another tool, or another
 *   process holds the lock for too long
 */
export async function migrate({
  connectionString,
  directory,
  logger,
  lockTimeoutMs = 60_000,
}: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new Client({ connectionString, application_name: 'migrate', connectionTimeoutMillis: 5000 });
  // A connection that breaks fails the query that is under way; unheard, the event would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    const reason = error instanceof Error && error.message !== '' ? error.message : 'no answer';
    throw new StartError(`The database cannot be reached (${reason}). Start it, or correct DATABASE_URL.`, {
      cause: error,
    });
  });
  try {
    await takeLock(client, logger, lockTimeoutMs);
    await client.query(createMigrationsTable);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = migrations.filter((migration) => !isApplied(migration, rows));
    for (const migration of pending) {
      await apply(client, migration);
      logger.info({ migration: migration.name }, 'migration applied');
    }
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

// Held until the connection ends.
async function takeLock(client: Client, logger: Logger, timeoutMs: number): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
    prismaLockKey,
  ]);
  if (rows[0]?.taken) return;
  logger.info('another process migrates this database, waiting for it');
  await client.query("SELECT set_config('lock_timeout', $1, false)", [`${timeoutMs}ms`]);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prismaLockKey]);
  } catch (error) {
    if ((error as { code?: string }).code !== lockNotAvailable) throw error;
    throw new MigrationError(
      `Another process has been migrating this database for over ${timeoutMs / 1000} s. ` +
        'If it hangs (pg_stat_activity shows it), end it; then start again.',
      { cause: error },
    );
  }
  await client.query('RESET lock_timeout');
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function isApplied({ name, checksum }: Migration, applied: readonly AppliedMigration[]): boolean {
  const record = applied.find(({ migration_name }) => migration_name === name);
  if (!record) return false;
  if (record.finished_at === null) {
    throw new MigrationError(
      `Migration ${name} failed halfway. Repair the database, then mark it with "prisma migrate resolve".`,
    );
  }
  if (record.checksum !== checksum) {
    throw new MigrationError(
      `Migration ${name} was changed after it was applied. Restore its file, and write a new migration instead.`,
    );
  }
  return true;
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    throw new MigrationError(`Migration ${name} failed and was undone: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
