import { Client } from 'pg';
import { hasCode } from './error-code.ts';

/** The lock that every user of a cluster shares. The number is arbitrary and must never change. */
const usersLock = 7_366_353_210;

/**
 * One process's use of a cluster, kept as a session that holds a shared advisory lock.
 *
 * The server counts its users in this way, and not files with process ids, because a session ends with its process
 * however that ends: nothing is ever stale.
 */
export interface Membership {
  /** Resolves when the session ends otherwise than by `leave`: the server was stopped or killed. */
  lost: Promise<void>;
  /**
   * Ends the use.
   *
   * @param stop is called, with newcomers kept out meanwhile, when nobody else uses the server.
   * @returns whether the server is gone.
   */
  leave(stop: () => Promise<void>): Promise<boolean>;
}

/**
 * Joins the users of a running server.
 *
 * @returns `undefined` when the server is just starting or stopping: ask again in a moment.
 * @throws the driver's error when the server refuses us.
 */
export async function join(url: string): Promise<Membership | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  let leaving = false;
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => undefined);
    client.on('end', () => {
      if (!leaving) resolve();
    });
  });
  try {
    await client.connect();
    // Waits while the last user is stopping the server, and then fails with the server.
    await client.query('SELECT pg_advisory_lock_shared($1)', [usersLock]);
  } catch (error) {
    leaving = true;
    await client.end().catch(() => undefined);
    if (isStartingOrStopping(error)) return undefined;
    throw error;
  }
  return {
    lost,
    async leave(stop) {
      leaving = true;
      try {
        return await leaveAsLastOrNot(client, stop);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

async function leaveAsLastOrNot(client: Client, stop: () => Promise<void>): Promise<boolean> {
  let isLast: boolean;
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [usersLock]);
    // Of several who leave at once, the last to unlock finds no other: one of them stops the server.
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      usersLock,
    ]);
    isLast = rows[0]?.locked ?? false;
  } catch {
    // The server is gone; one that runs on the data by now is not ours to stop.
    return true;
  }
  if (isLast) await stop();
  return isLast;
}

/** SQLSTATE 57P01-57P03 (https://www.postgresql.org/docs/18/errcodes-appendix.html), or a connection cut short. */
function isStartingOrStopping(error: unknown): boolean {
  return (
    hasCode(error, '57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE') ||
    (error instanceof Error && error.message.startsWith('Connection terminated'))
  );
}
