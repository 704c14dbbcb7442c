import { Pool } from 'pg';
import type { HealthProbe } from '../health.ts';
import type { Logger } from '../logger.ts';

export interface PoolOptions {
  connectionString: string;
  /** Shown in `pg_stat_activity`. */
  applicationName: string;
  logger: Logger;
  /** How many connections are kept at most. */
  maxConnections: number;
  /** After how long the server gives up on one statement, in milliseconds. */
  statementTimeoutMs: number;
  /** How long to wait for a connection, in milliseconds. */
  connectTimeoutMs?: number;
}

/** A pool of connections to the service's own database. It connects when it is first used. */
export function createPool(options: PoolOptions): Pool {
  const { connectionString, applicationName, logger, maxConnections, statementTimeoutMs } = options;
  const pool = new Pool({
    connectionString,
    application_name: applicationName,
    max: maxConnections,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 2000,
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
  return pool;
}

/** Asks whether the database answers; made for a health check. */
export function databaseProbe(pool: Pool): HealthProbe {
  return async () => {
    await pool.query('SELECT 1');
  };
}
