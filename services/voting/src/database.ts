import type { HealthProbe } from '@foldline/service-kit/health';
import { openConnections } from '@foldline/service-kit/postgres/pool';
import type { Logger } from '@foldline/service-kit/logger';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import type { Config } from './config.ts';
import { PrismaClient } from './generated/prisma/client.ts';

/** This service's own database: Prisma, and the pool of connections beneath it. */
export interface Database {
  pool: Pool;
  prisma: PrismaClient;
  /** Asks whether the database answers. */
  probe: HealthProbe;
  close(): Promise<void>;
}

/** Connects when it is first used. */
export function openDatabase(options: {
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'STATEMENT_TIMEOUT_MS'>;
  logger: Logger;
}): Database {
  const { config, logger } = options;
  const connections = openConnections({
    connectionString: config.DATABASE_URL,
    applicationName: 'voting',
    logger,
    maxConnections: config.DATABASE_POOL_SIZE,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(connections.pool), errorFormat: 'minimal' });
  return {
    pool: connections.pool,
    prisma,
    probe: connections.probe,
    async close() {
      await prisma.$disconnect();
      await connections.close();
    },
  };
}
