import express, { type Express } from 'express';
import { observeRequests } from '@foldline/service-kit/express/observe-requests';
import { operations } from '@foldline/service-kit/express/operations';
import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import { assetRoutes } from './assets/asset-routes.ts';
import { loadStylesheet } from './assets/stylesheet.ts';
import type { Backends } from './backends/backends.ts';
import { handleErrors, notFound } from './errors/handle-errors.tsx';
import { createView } from './layout/view.tsx';
import { homeRoutes } from './pages/home/home-routes.tsx';
import type { PageOptions } from './pages/page-options.ts';
import { productRoutes } from './pages/product/product-routes.tsx';
import { pictureRoutes } from './pictures/picture-routes.ts';
import { securityHeaders } from './security/security-headers.ts';
import { createFirstVote } from './voter/first-vote.ts';
import { createVoterCookie } from './voter/voter-cookie.ts';
import { voteRoutes } from './votes/vote-routes.ts';

export interface AppOptions {
  config: ServiceIdentity & {
    TRUSTED_PROXIES: number;
    REQUEST_TIMEOUT_MS: number;
    BODY_LIMIT_BYTES: number;
    PAGE_BUDGET_MS: number;
  };
  /** The first signs the voter cookie, all verify it. */
  cookieSecrets: readonly [string, ...string[]];
  backends: Backends;
  logger: Logger;
  health: Health;
  metrics: Metrics;
}

/** The shop as an Express app. It does not listen. */
export function buildApp({ config, cookieSecrets, backends, logger, health, metrics }: AppOptions): Express {
  const info = serviceInfo('frontend', config);
  const stylesheet = loadStylesheet();
  const view = createView({ info, stylesheetUrl: stylesheet.url });
  const voterCookie = createVoterCookie(cookieSecrets);
  const firstVote = createFirstVote(cookieSecrets[0]);
  const pages: PageOptions = {
    view,
    backends,
    voterCookie,
    firstVote,
    budgetMs: config.PAGE_BUDGET_MS,
    environment: config.ENVIRONMENT,
    logger,
  };

  const app = express();
  app.disable('x-powered-by');
  // Pages are private and never the same twice; pictures bring the catalog's own entity tags.
  app.disable('etag');
  app.set('trust proxy', config.TRUSTED_PROXIES);
  // First, so that a page that refuses a request has them too.
  app.use(securityHeaders);
  app.use(observeRequests({ logger, health, metrics, requestTimeoutMs: config.REQUEST_TIMEOUT_MS }));
  app.use(operations({ info, health, metrics }));
  app.use(assetRoutes({ stylesheet }));
  app.use(pictureRoutes({ catalog: backends.catalog, logger }));
  app.use(homeRoutes(pages));
  app.use(productRoutes(pages));
  app.use(
    voteRoutes({
      voting: backends.voting,
      voterCookie,
      firstVote,
      bodyLimitBytes: config.BODY_LIMIT_BYTES,
      logger,
    }),
  );
  app.use(notFound);
  app.use(handleErrors({ view, logger }));
  return app;
}
