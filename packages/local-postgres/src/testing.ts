import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { databaseUrl, quoted, withClient } from './databases.ts';
import { startTemporaryCluster } from './temporary-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test databases are made, and which database they are copies of. */
    postgres: { serverUrl: string; template: string };
  }
}

export interface GlobalSetupOptions {
  /** Lower-case letters and digits; part of the names of the databases. */
  name: string;
  /** Fills the database that every test database is a copy of, as a rule with the migrations. */
  prepare: (url: string) => Promise<void>;
}

/**
 * Makes a vitest `globalSetup` function that runs a PostgreSQL server for the tests: one of our own that disappears
 * with them, or the one that TEST_DATABASE_URL names (a role that may create databases).
 *
 * @see https://vitest.dev/config/globalsetup
 */
export function postgresGlobalSetup({
  name,
  prepare,
}: GlobalSetupOptions): (project: TestProject) => Promise<() => Promise<void>> {
  return async (project) => {
    const external = process.env['TEST_DATABASE_URL'];
    const cluster = external === undefined ? await startTemporaryCluster(name) : undefined;
    const serverUrl = cluster?.url ?? external ?? '';
    const template = uniqueName(`template_${name}`);
    const dropTemplate = (): Promise<void> => dropDatabase(serverUrl, template);
    try {
      await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${quoted(template)}`));
      await prepare(databaseUrl(serverUrl, template));
    } catch (error) {
      await (cluster ? cluster.remove() : dropTemplate());
      throw error;
    }
    project.provide('postgres', { serverUrl, template });
    return () => (cluster ? cluster.remove() : dropTemplate());
  };
}

export interface TestDatabase {
  url: string;
  /** Removes the database, ending the sessions that still use it. */
  drop(): Promise<void>;
}

/** Makes a database for one test file, a copy of what `prepare` made. To be called in a test. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, template } = inject('postgres');
  const name = uniqueName('test');
  await withClient(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template)}`),
  );
  return { url: databaseUrl(serverUrl, name), drop: () => dropDatabase(serverUrl, name) };
}

function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

/**
 * A pool's `end()` resolves a little before its connections are closed, and a connection that is cut then fails the
 * test run. So sessions get a moment to end, and are ended after that.
 */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const patience = performance.now() + 500;
    while (performance.now() < patience && (await isInUse(client, name))) await sleep(10);
    await client.query(`DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);
  });
}

async function isInUse(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
  return rowCount !== 0;
}
