import { runGracefully } from '@foldline/service-kit/graceful-server';
import { createHealth } from '@foldline/service-kit/health';
import { createLogger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { runCommand } from '@foldline/service-kit/run-command';
import { buildApp } from './app.ts';
import { createBackends } from './backends.ts';
import { loadConfig } from './config.ts';

await runCommand({ serve });

async function serve(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger({ service: 'recommendation', level: config.LOG_LEVEL });
  const metrics = createMetrics();
  const backends = createBackends({ config, logger, metrics });
  const health = createHealth(backends.checks);
  const app = await buildApp({ config, logger, health, metrics, ...backends });
  await runGracefully({
    logger,
    health,
    shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: config.SHUTDOWN_TIMEOUT_MS,
    listen: () => app.listen({ port: config.PORT, host: config.HOST }),
    async close() {
      await app.close();
      await backends.close();
    },
  });
}
