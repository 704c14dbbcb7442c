import { createHealth } from '@foldline/service-kit/health';
import { createMetrics } from '@foldline/service-kit/metrics';
import { captureLog, type CapturedLog } from '@foldline/service-kit/testing/captured-log';
import { testIdentity, testLimits } from '@foldline/service-kit/testing/quiet';
import supertest, { type Agent } from 'supertest';
import { onTestFinished } from 'vitest';
import { buildApp, type AppOptions } from '../src/app.ts';
import { connectBackends } from '../src/backends/backends.ts';

/** Where the backends are; one without an address is one that the shop was started without. */
export interface Addresses {
  CATALOG_URL?: string;
  VOTING_URL?: string;
  RECOMMENDATION_URL?: string;
}

export interface ShopOptions {
  config?: Partial<AppOptions['config']>;
  cookieSecrets?: AppOptions['cookieSecrets'];
  /** How long a vote or a picture waits; far longer than a page, so that only the page's budget can end its wait. */
  backendTimeoutMs?: number;
}

export interface Shop {
  /** Sends requests, and keeps no cookies. */
  request: ReturnType<typeof supertest>;
  /** A browser, as far as it keeps cookies. */
  browser: () => Agent;
  log: CapturedLog;
}

export const pageBudgetMs = 400;
export const testSecret = 'a secret for tests, long enough.';

/** The shop, as the process would be put together, until the test is finished. */
export function openShop(
  addresses: Addresses,
  { config, cookieSecrets = [testSecret], backendTimeoutMs = 5000 }: ShopOptions = {},
): Shop {
  const log = captureLog('debug');
  const metrics = createMetrics();
  const connections = connectBackends({
    config: { ...addresses, BACKEND_TIMEOUT_MS: backendTimeoutMs },
    logger: log.logger,
    metrics,
  });
  onTestFinished(() => connections.close());
  const app = buildApp({
    config: {
      ...testIdentity,
      ...testLimits,
      BODY_LIMIT_BYTES: 4096,
      PAGE_BUDGET_MS: pageBudgetMs,
      ...config,
    },
    cookieSecrets,
    backends: connections.backends,
    logger: log.logger,
    health: createHealth(connections.checks),
    metrics,
  });
  return { request: supertest(app), browser: () => supertest.agent(app), log };
}
