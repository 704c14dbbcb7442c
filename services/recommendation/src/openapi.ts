import { writeOpenApi } from '@foldline/service-kit/fastify/open-api-file';
import { createHealth } from '@foldline/service-kit/health';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { buildApp } from './app.ts';
import { createBackends } from './backends.ts';
import { loadConfig } from './config.ts';

// The description depends on no backend: these addresses are never called.
const config = loadConfig({ CATALOG_URL: 'http://catalog', VOTING_URL: 'http://voting' });
const logger = createLogger({ service: 'recommendation', level: 'silent' });
const metrics = createMetrics();
const backends = createBackends({ config, logger, metrics });
const health = createHealth(backends.checks);
const app = await buildApp({ config, logger, health, metrics, ...backends });
await writeOpenApi(app, new URL('../openapi.json', import.meta.url));
await app.close();
await backends.close();
