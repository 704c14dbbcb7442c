import { createHealth } from '@foldline/service-kit/health';
import { createMetrics } from '@foldline/service-kit/metrics';
import { captureLog, type CapturedLog } from '@foldline/service-kit/testing/captured-log';
import { testIdentity, testLimits } from '@foldline/service-kit/testing/quiet';
import type { Express } from 'express';
import supertest, { type Agent } from 'supertest';
import { onTestFinished } from 'vitest';
import { buildApp, type AppOptions } from '../src/app.ts';
import { connectBackends } from '../src/backends/backends.ts';
import type { EnvironmentAddress } from '../src/environments/environment-list.ts';
import { createStatus } from '../src/status/create-status.ts';

/** Where the backends are; one without an address is one that the shop was started without. */
export interface Addresses {
  CATALOG_URL?: string;
  VOTING_URL?: string;
  RECOMMENDATION_URL?: string;
}

export interface ShopOptions {
  config?: Partial<AppOptions['config']>;
  cookieSecrets?: AppOptions['cookieSecrets'];
  /** Those of the board; without any the shop has none. */
  environments?: EnvironmentAddress[];
  /** How long a vote or a picture waits; far longer than a page, so that only the page's budget can end its wait. */
  backendTimeoutMs?: number;
}

export interface Shop {
  app: Express;
  /** Sends requests, and keeps no cookies. */
  request: ReturnType<typeof supertest>;
  /** A browser, as far as it keeps cookies. */
  browser: () => Agent;
  log: CapturedLog;
}

/** In milliseconds: short enough to wait out, long enough for a backend that is well on a machine that is busy. */
export const pageBudgetMs = 1000;
export const testSecret = 'a secret for tests, long enough.';

/** The shop, as the process would be put together, until the test is finished. */
export function openShop(
  addresses: Addresses,
  { config, cookieSecrets = [testSecret], environments = [], backendTimeoutMs = 5000 }: ShopOptions = {},
): Shop {
  const log = captureLog('debug');
  const metrics = createMetrics();
  const connections = connectBackends({
    config: { ...addresses, BACKEND_TIMEOUT_MS: backendTimeoutMs },
    logger: log.logger,
    metrics,
  });
  onTestFinished(() => connections.close());
  const health = createHealth(connections.checks);
  const fullConfig = {
    ...testIdentity,
    ...testLimits,
    BODY_LIMIT_BYTES: 4096,
    PAGE_BUDGET_MS: pageBudgetMs,
    ...config,
  };
  const app = buildApp({
    config: fullConfig,
    cookieSecrets,
    backends: connections.backends,
    status: createStatus({
      config: { ...addresses, ...fullConfig, ENVIRONMENTS: environments },
      health,
      logger: log.logger,
    }),
    logger: log.logger,
    health,
    metrics,
  });
  return { app, request: supertest(app), browser: () => supertest.agent(app), log };
}
