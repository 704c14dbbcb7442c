import type { HealthProbe } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import { openConnections } from '@foldline/service-kit/postgres/pool';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.ts';

export interface DatabaseOptions {
  config: { DATABASE_URL: string; DATABASE_POOL_SIZE: number; STATEMENT_TIMEOUT_MS: number };
  logger: Logger;
}

export interface Database {
  prisma: PrismaClient;
  /** Asks whether the database answers. */
  probe: HealthProbe;
  close(): Promise<void>;
}

/** Prisma over a pool of connections to the service's database. It connects when it is first used. */
export function openDatabase({ config, logger }: DatabaseOptions): Database {
  const connections = openConnections({
    connectionString: config.DATABASE_URL,
    applicationName: 'catalog',
    logger,
    maxConnections: config.DATABASE_POOL_SIZE,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(connections.pool), errorFormat: 'minimal' });
  return {
    prisma,
    probe: connections.probe,
    async close() {
      await prisma.$disconnect();
      await connections.close();
    },
  };
}
