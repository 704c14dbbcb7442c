import { runGracefully } from '@foldline/service-kit/graceful-server';
import { createHealth } from '@foldline/service-kit/health';
import { createPeerClient } from '@foldline/service-kit/http/peer-client';
import { createLogger, type Logger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { migrate } from '@foldline/service-kit/postgres/migrate';
import { runCommand } from '@foldline/service-kit/run-command';
import { buildApp } from './app.ts';
import { loadConfig, type Config } from './config.ts';
import { openDatabase } from './database.ts';
import { migrationsDirectory } from './migrations.ts';

await runCommand({ serve, migrate: migrateOnly });

async function serve(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ service: 'voting', level: config.LOG_LEVEL });
  if (config.MIGRATE_ON_START) await applyMigrations(config, logger);
  const metrics = createMetrics();
  const database = openDatabase({ config, logger });
  const catalog = createPeerClient({
    peer: 'catalog',
    baseUrl: config.CATALOG_URL,
    logger,
    metrics,
    timeoutMs: config.CATALOG_TIMEOUT_MS,
  });
  const health = createHealth({
    database: { probe: database.probe, required: true },
    catalog: { probe: (signal) => catalog.probe(signal), required: false },
  });
  const app = await buildApp({ config, logger, health, metrics, database, catalog });
  await runGracefully({
    logger,
    health,
    shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: config.SHUTDOWN_TIMEOUT_MS,
    listen: () => app.listen({ host: config.HOST, port: config.PORT }),
    async close() {
      await app.close();
      await catalog.close();
      await database.close();
    },
  });
}

async function migrateOnly(): Promise<void> {
  const config = loadConfig();
  await applyMigrations(config, createLogger({ service: 'voting', level: config.LOG_LEVEL }));
}

async function applyMigrations(config: Config, logger: Logger): Promise<void> {
  await migrate({ connectionString: config.DATABASE_URL, directory: migrationsDirectory, logger });
}
