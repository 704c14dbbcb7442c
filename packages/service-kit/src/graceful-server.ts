import { setTimeout as wait } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';

export interface GracefulServerOptions {
  logger: Logger;
  health: Health;
  /** How long to go on serving after readiness went off, in milliseconds: load balancers need it to notice. */
  shutdownDelayMs: number;
  /** How long closing may take after that, before the process ends regardless, in milliseconds. */
  shutdownTimeoutMs: number;
  /** Starts listening and answers the address. */
  listen(): Promise<string>;
  /** Stops accepting, waits for what is being answered, then closes what the service holds open. */
  close(): Promise<void>;
}

/**
 * Listens until the process is told to stop (SIGTERM, SIGINT, SIGHUP) or meets an error that nobody caught, then goes
 * in order: readiness off, a wait in which everything is still served, close, exit. Exits 0 after a signal, 1 after an
 * error or when closing took too long.
 */
export async function runGracefully(options: GracefulServerOptions): Promise<void> {
  const { logger, health, shutdownDelayMs, shutdownTimeoutMs } = options;
  closeWithGrace(
    {
      delay: shutdownDelayMs + shutdownTimeoutMs,
      logger: false,
      onTimeout: () => {
        logger.error({ shutdownTimeoutMs }, 'closing took too long: ending regardless');
      },
    },
    async ({ err, signal }) => {
      health.drain();
      if (err) logger.fatal({ err }, 'stopping after an error that nobody caught');
      else logger.info({ signal }, 'stopping: readiness is off');
      // After an error the state of the process is unknown: nothing more is served.
      if (!err) await wait(shutdownDelayMs);
      await options.close();
      logger.info('stopped');
    },
  );
  const address = await options.listen();
  logger.info({ address, pid: process.pid }, 'listening');
}
