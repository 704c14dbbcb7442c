import type { App } from '@foldline/service-kit/fastify/app';
import { createHealth } from '@foldline/service-kit/health';
import { createPeerClient } from '@foldline/service-kit/http/peer-client';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { buildApp } from './app.ts';
import { loadConfig } from './config.ts';
import { openDatabase } from './database.ts';

/** The app without anything behind it, to read its API description from: it connects to nothing unless it is called. */
export async function buildDescribedApp(): Promise<App> {
  const config = loadConfig({
    DATABASE_URL: 'postgresql://unused/unused',
    CATALOG_URL: 'http://unused',
    LOG_LEVEL: 'silent',
  });
  const logger = createLogger({ service: 'voting', level: config.LOG_LEVEL });
  const metrics = createMetrics();
  return buildApp({
    config,
    logger,
    metrics,
    health: createHealth({}),
    database: openDatabase({ config, logger }),
    catalog: createPeerClient({
      peer: 'catalog',
      baseUrl: config.CATALOG_URL,
      logger,
      metrics,
      timeoutMs: config.CATALOG_TIMEOUT_MS,
    }),
  });
}
