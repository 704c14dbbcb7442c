import { Client } from 'pg';
import { hasCode } from './error-code.ts';

/**
 * The same server, another database.
 *
 * @param serverUrl `postgresql://user:password@host:port/name?parameters`; the name is replaced, the rest kept.
 */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Makes a database, unless there is one of this name. Several processes may do so at once.
 *
 * @param serverUrl a database of the server, with a role that may create databases.
 * @param name lower-case letters, digits and underscores.
 * @throws the driver's error when the server cannot be reached or refuses.
 */
export async function createDatabaseIfMissing(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    try {
      await client.query(`CREATE DATABASE ${quoted(name)}`);
    } catch (error) {
      // Another process was faster; 23505 when it was faster by a hair.
      if (!hasCode(error, '42P04', '23505')) throw error;
    }
  });
}

/** An SQL identifier that needs no escaping. */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) {
    throw new Error(
      `"${name}" cannot name a database: use up to 63 lower-case letters, digits and underscores.`,
    );
  }
  return `"${name}"`;
}

/** Connects, works, disconnects. */
export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 60_000 });
  // A connection that breaks while idle says so here; one that breaks at work rejects the query as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Why a server did not do what was asked, as the part of a sentence. It names host, port, role and database of the
 * URL, never the password.
 */
export function explainDatabaseError(error: unknown, url: string): string {
  const { hostname, port, username, pathname } = new URL(url);
  const server = `${hostname}:${port || '5432'}`;
  const reason = error instanceof Error ? error.message || ('code' in error && String(error.code)) : error;
  if (hasCode(error, '28P01')) return `${server} refuses the role ${username} or its password`;
  if (hasCode(error, '3D000')) return `${server} has no database ${pathname.slice(1)}`;
  if (hasCode(error, '42501')) return `the role ${username} may not create a database on ${server}`;
  // The server's rules (pg_hba.conf) do not let this role in, from here, or without TLS; it says which.
  if (hasCode(error, '28000')) return `${server} does not let the role ${username} in (${String(reason)})`;
  return `no PostgreSQL answers at ${server} (${String(reason)})`;
}
