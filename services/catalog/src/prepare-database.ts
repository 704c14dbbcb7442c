import type { Logger } from '@foldline/service-kit/logger';
import { migrate } from '@foldline/service-kit/postgres/migrate';
import { openDatabase } from './database.ts';
import { insertSeed } from './insert-seed.ts';
import { migrationsDirectory } from './migrations.ts';

export interface PrepareOptions {
  config: { DATABASE_URL: string; SEED_PRODUCTS: boolean };
  logger: Logger;
}

/**
 * Brings the database up to date, and fills it if it has no products. Any number of processes may do so at once.
 *
 * @throws {StartError} if the database cannot be reached, or disagrees with the migrations
 */
export async function prepareDatabase({ config, logger }: PrepareOptions): Promise<void> {
  const { DATABASE_URL, SEED_PRODUCTS } = config;
  await migrate({ connectionString: DATABASE_URL, directory: migrationsDirectory, logger });
  if (!SEED_PRODUCTS) return;
  const patient = { DATABASE_URL, DATABASE_POOL_SIZE: 1, STATEMENT_TIMEOUT_MS: 30_000 };
  const database = openDatabase({ config: patient, logger });
  try {
    const count = await insertSeed(database.prisma);
    if (count > 0) logger.info({ products: count }, 'products seeded');
  } finally {
    await database.close();
  }
}
