import type { Logger } from '@foldline/service-kit/logger';
import { createPool } from '@foldline/service-kit/postgres/pool';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { PrismaClient } from './generated/prisma/client.ts';

export interface DatabaseOptions {
  config: { DATABASE_URL: string; DATABASE_POOL_SIZE: number; STATEMENT_TIMEOUT_MS: number };
  logger: Logger;
}

export interface Database {
  pool: Pool;
  prisma: PrismaClient;
  close(): Promise<void>;
}

/** Prisma over a pool of connections to the service's database. It connects when it is first used. */
export function openDatabase({ config, logger }: DatabaseOptions): Database {
  const pool = createPool({
    connectionString: config.DATABASE_URL,
    applicationName: 'catalog',
    logger,
    maxConnections: config.DATABASE_POOL_SIZE,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });
  return {
    pool,
    prisma,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
