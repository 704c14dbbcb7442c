import express, { type Express } from 'express';
import { observeRequests } from '@foldline/service-kit/express/observe-requests';
import { operations } from '@foldline/service-kit/express/operations';
import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import type { Metrics } from '@foldline/service-kit/metrics';
import { serviceInfo, type ServiceIdentity } from '@foldline/service-kit/service-info';
import { assetRoutes } from './assets/asset-routes.ts';
import { loadAssets } from './assets/assets.ts';
import type { Backends } from './backends/backends.ts';
import { compress } from './compress.ts';
import { handleErrors, notFound } from './errors/handle-errors.tsx';
import { createView } from './layout/view.tsx';
import { homeRoutes } from './pages/home/home-routes.tsx';
import { leaderboardRoutes } from './pages/leaderboard/leaderboard-routes.tsx';
import type { PageOptions } from './pages/page-options.ts';
import { productRoutes } from './pages/product/product-routes.tsx';
import { searchRoutes } from './pages/search/search-routes.tsx';
import { statusRoutes } from './pages/status/status-routes.tsx';
import { pictureRoutes } from './pictures/picture-routes.ts';
import { securityHeaders } from './security/security-headers.ts';
import { cardRoutes } from './social-card/card-routes.ts';
import { createCards } from './social-card/cards.ts';
import type { Status } from './status/create-status.ts';
import { createFirstVote } from './voter/first-vote.ts';
import { createVoterCookie } from './voter/voter-cookie.ts';
import { voteRoutes } from './votes/vote-routes.ts';

export interface AppOptions {
  config: ServiceIdentity & {
    TRUSTED_PROXIES: number;
    REQUEST_TIMEOUT_MS: number;
    BODY_LIMIT_BYTES: number;
    PAGE_BUDGET_MS: number;
    REPOSITORY_URL?: string | undefined;
  };
  /** The first signs the voter cookie, all verify it. */
  cookieSecrets: readonly [string, ...string[]];
  backends: Backends;
  status: Status;
  logger: Logger;
  health: Health;
  metrics: Metrics;
}

/** The shop as an Express app. It does not listen. */
export function buildApp(options: AppOptions): Express {
  const { config, cookieSecrets, backends, status, logger, health, metrics } = options;
  const info = serviceInfo('frontend', config);
  const assets = loadAssets();
  const view = createView({ info, assets: { styleUrl: assets.style.url, scriptUrl: assets.script.url } });
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
  const pictures = { catalog: backends.catalog, logger };

  const app = express();
  app.disable('x-powered-by');
  // What can be current is tagged where it is sent: assets, pictures, cards and pages.
  app.disable('etag');
  app.set('trust proxy', config.TRUSTED_PROXIES);
  // First, so that a page that refuses a request has them too.
  app.use(securityHeaders);
  app.use(
    observeRequests({
      logger,
      health,
      metrics,
      requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
      callers: 'anyone',
    }),
  );
  app.use(operations({ info, health, metrics }));
  app.use(assetRoutes(assets));
  app.use(compress);
  app.use(pictureRoutes(pictures));
  app.use(cardRoutes({ cards: createCards(), source: pictures }));
  app.use(homeRoutes(pages));
  app.use(productRoutes(pages));
  app.use(searchRoutes(pages));
  app.use(leaderboardRoutes(pages));
  app.use(statusRoutes({ view, status, repositoryUrl: config.REPOSITORY_URL }));
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
