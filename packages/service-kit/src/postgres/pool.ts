import { Pool } from 'pg';
import type { HealthProbe } from '../health.ts';
import type { Logger } from '../logger.ts';
import { DatabaseUnavailableError, isDatabaseAway } from './unavailable.ts';

export interface DatabaseOptions {
  connectionString: string;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  logger: Logger;
  /** How many connections requests may have at most; one more is the probe's. */
  maxConnections: number;
  /** After how long the server gives up on one statement, in milliseconds. */
  statementTimeoutMs: number;
  /**
   * How long to wait for a connection, in milliseconds. As a rule two seconds, or as long as a statement may take: those
   * that hold all connections are then done.
   */
  connectTimeoutMs?: number;
}

/** A service's connections to its own database. */
export interface Connections {
  /**
   * For requests. This is where an error of pg's or of the network is known to be the database's: what the pool and its
   * clients promise is rejected with a {@link DatabaseUnavailableError} where the database is away, and Prisma hands
   * that on as it is.
   */
  pool: Pool;
  /**
   * Asks whether the database answers; made for a health check. It has a connection of its own: requests that wait for
   * one row may hold all others, and the database is there nevertheless.
   */
  probe: HealthProbe;
  close(): Promise<void>;
}

/** Connects when something is first asked. */
export function openConnections(options: DatabaseOptions): Connections {
  const pool = createPool(options);
  const probePool = createPool({ ...options, maxConnections: 1 });
  return {
    pool,
    async probe() {
      await probePool.query('SELECT 1');
    },
    async close() {
      await Promise.all([pool.end(), probePool.end()]);
    },
  };
}

function createPool(options: DatabaseOptions): Pool {
  const { connectionString, applicationName, logger, maxConnections, statementTimeoutMs } = options;
  const pool = new Pool({
    connectionString,
    application_name: applicationName,
    max: maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs ?? Math.max(2000, statementTimeoutMs),
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    // The server's own time-out comes first; this one is for a server that no longer answers at all.
    query_timeout: statementTimeoutMs + 1000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', (error) => {
    logger.warn({ err: error }, 'lost an idle database connection');
  });
  tellWhenAway(pool, 'connect');
  tellWhenAway(pool, 'query');
  pool.on('connect', (client) => {
    tellWhenAway(client, 'query');
  });
  return pool;
}

// Calls with a callback, pg's own among them, promise nothing and stay as they are.
function tellWhenAway<Method extends string>(
  target: Record<Method, (...args: never[]) => unknown>,
  method: Method,
): void {
  const original = target[method].bind(target);
  target[method] = (...args) => {
    const result = original(...args);
    return result instanceof Promise ? result.catch(rejectWhenAway) : result;
  };
}

function rejectWhenAway(error: unknown): never {
  if (!isDatabaseAway(error)) throw error;
  throw new DatabaseUnavailableError('The database did not answer', { cause: error });
}
