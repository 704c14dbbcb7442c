import { runGracefully } from '@foldline/service-kit/graceful-server';
import { createHealth } from '@foldline/service-kit/health';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { runCommand } from '@foldline/service-kit/run-command';
import { buildApp } from './app.ts';
import { createAnswerCache } from './cache/answer-cache.ts';
import { listenForChanges } from './cache/change-listener.ts';
import { loadConfig } from './config.ts';
import { openDatabase } from './database.ts';
import { prepareDatabase } from './prepare-database.ts';

await runCommand({ serve, migrate: migrateOnly });

async function serve(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ service: 'catalog', level: config.LOG_LEVEL });
  if (config.MIGRATE_ON_START) await prepareDatabase({ config, logger });
  const metrics = createMetrics();
  const database = openDatabase({ config, logger });
  const health = createHealth({ database: { probe: database.probe, required: true } });
  const cache = createAnswerCache({ maxBytes: config.CACHE_BYTES });
  const app = await buildApp({ config, logger, health, metrics, prisma: database.prisma, cache });
  const changes = listenForChanges({ connectionString: config.DATABASE_URL, cache, logger });
  await runGracefully({
    logger,
    health,
    shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: config.SHUTDOWN_TIMEOUT_MS,
    listen: () => app.listen({ port: config.PORT, host: config.HOST }),
    async close() {
      await app.close();
      await changes.close();
      await database.close();
    },
  });
}

async function migrateOnly(): Promise<void> {
  const config = loadConfig();
  await prepareDatabase({ config, logger: createLogger({ service: 'catalog', level: config.LOG_LEVEL }) });
}
