import { randomBytes } from 'node:crypto';
import { DatabaseError } from 'pg';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { databaseUrl, quoted, withClient } from './databases.ts';
import { startTemporaryCluster } from './temporary-cluster.ts';

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const objectInUse = '55006';

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
 * PostgreSQL itself waits up to five seconds for sessions that are about to end: a pool's `end()` resolves a little
 * before its connections are closed, and a connection that is cut then fails the test run. Only then force is used.
 */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    try {
      await client.query(`DROP DATABASE IF EXISTS ${quoted(name)}`);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== objectInUse) throw error;
      await client.query(`DROP DATABASE ${quoted(name)} WITH (FORCE)`);
    }
  });
}
