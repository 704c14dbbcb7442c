import type { App } from '@foldline/service-kit/fastify/app';
import { createHealth } from '@foldline/service-kit/health';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { buildApp } from './app.ts';
import { createAnswerCache } from './cache/answer-cache.ts';
import { loadConfig } from './config.ts';
import { openDatabase } from './database.ts';

/** The app with every route that it can have, for describing it. Its database is never called. */
export async function buildDescribedApp(): Promise<App> {
  const config = loadConfig({
    DATABASE_URL: 'postgresql://unused/unused',
    WRITE_TOKEN: 'the routes that write are described too',
  });
  const logger = createLogger({ service: 'catalog', level: 'silent' });
  return buildApp({
    config,
    logger,
    health: createHealth({}),
    metrics: createMetrics(),
    prisma: openDatabase({ config, logger }).prisma,
    cache: createAnswerCache({ maxBytes: 0 }),
  });
}
