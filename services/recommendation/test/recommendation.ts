import type { App } from '@foldline/service-kit/fastify/app';
import { createHealth } from '@foldline/service-kit/health';
import { createMetrics } from '@foldline/service-kit/metrics';
import { captureLog, type CapturedLog } from '@foldline/service-kit/testing/captured-log';
import { onTestFinished } from 'vitest';
import { buildApp } from '../src/app.ts';
import { createBackends } from '../src/backends.ts';
import { loadConfig } from '../src/config.ts';
import { idOf, products } from './products.ts';
import { startStandInCatalog, type StandInCatalog } from './stand-in-catalog.ts';
import { startStandInVoting, type StandInVoting } from './stand-in-voting.ts';

export interface Recommendation {
  app: App;
  catalog: StandInCatalog;
  voting: StandInVoting;
  log: CapturedLog;
  /** Lets time pass for what is known, in milliseconds. */
  pass: (ms: number) => void;
  /** Sets the time of day. */
  setTime: (time: string) => void;
}

/** How long the service under test leaves a failed backend alone, in milliseconds. */
export const PAUSE_MS = 1000;
/** After how long everything that it knows is outdated, in milliseconds. */
export const OUTDATED_MS = 20_000;

/** The service with stand-ins for catalog (five products) and voting, until the test is finished. */
export async function startRecommendation(env: NodeJS.ProcessEnv = {}): Promise<Recommendation> {
  const catalog = await startStandInCatalog(products(5));
  const voting = await startStandInVoting({
    '24h': { [idOf(1)]: 3 },
    '7d': { [idOf(1)]: 3, [idOf(2)]: 5 },
    '30d': { [idOf(1)]: 3, [idOf(2)]: 5, [idOf(3)]: 40 },
  });
  const config = loadConfig({
    CATALOG_URL: catalog.url,
    VOTING_URL: voting.url,
    PEER_TIMEOUT_MS: '1000',
    REFRESH_PATIENCE_MS: '100',
    REFRESH_PAUSE_MS: String(PAUSE_MS),
    ...env,
  });
  const log = captureLog();
  const metrics = createMetrics();
  let nowMs = 0;
  let time = new Date('2026-11-24T12:00:00Z');
  const backends = createBackends({ config, logger: log.logger, metrics, now: () => nowMs });
  const health = createHealth(backends.checks);
  const clock = (): Date => time;
  const app = await buildApp({ config, logger: log.logger, health, metrics, ...backends, clock });
  onTestFinished(async () => {
    await app.close();
    await Promise.all([catalog.close(), voting.close()]);
    await backends.close();
  });
  return {
    app,
    catalog,
    voting,
    log,
    pass(ms) {
      nowMs += ms;
    },
    setTime(next) {
      time = new Date(next);
    },
  };
}
