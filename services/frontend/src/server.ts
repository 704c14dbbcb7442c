import { close, createHttpServer, listen } from '@foldline/service-kit/express/http-server';
import { runGracefully } from '@foldline/service-kit/graceful-server';
import { createHealth } from '@foldline/service-kit/health';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { runCommand } from '@foldline/service-kit/run-command';
import { buildApp } from './app.ts';
import { connectBackends } from './backends/backends.ts';
import { loadConfig } from './config.ts';
import { createStatus } from './status/create-status.ts';
import { cookieSecrets } from './voter/cookie-secrets.ts';

async function serve(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ service: 'frontend', level: config.LOG_LEVEL });
  const metrics = createMetrics();
  const connections = connectBackends({ config, logger, metrics });
  const health = createHealth(connections.checks);
  const app = buildApp({
    config,
    cookieSecrets: cookieSecrets(config.COOKIE_SECRETS, logger),
    backends: connections.backends,
    status: createStatus({ config, health, logger }),
    logger,
    health,
    metrics,
  });
  const server = createHttpServer(app, config);
  await runGracefully({
    logger,
    health,
    shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: config.SHUTDOWN_TIMEOUT_MS,
    listen: () => listen(server, config),
    async close() {
      await close(server);
      await connections.close();
    },
  });
}

await runCommand({ serve });
