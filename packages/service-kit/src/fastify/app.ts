import {
  fastify,
  LogController,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Health } from '../health.ts';
import { clientErrorHandler } from '../http/client-error.ts';
import { closeConnectionsWhenIdle } from '../http/close-connections.ts';
import { ignoreExpectations } from '../http/ignore-expectations.ts';
import { refusalOf } from '../http/refusal.ts';
import { connectionLimits } from '../http/server-limits.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { runInRequest } from '../request-context.ts';
import type { ServiceInfo } from '../service-info.ts';
import { frameworkErrorHandler, handleProblems } from './problems.ts';
import { requestObserver } from './observe-requests.ts';
import { openApi, type ApiDescription } from './open-api.ts';
import { operations } from './operations.ts';
import { validatorCompiler } from './validation.ts';

/** A Fastify app whose routes are typed by their TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  Logger,
  TypeBoxTypeProvider
>;

/** The limits that a server sets to what a client may ask of it. */
export interface ServerLimits {
  REQUEST_TIMEOUT_MS: number;
  BODY_LIMIT_BYTES: number;
  TRUSTED_PROXIES: number;
}

export interface AppOptions {
  info: ServiceInfo;
  api: ApiDescription;
  limits: ServerLimits;
  logger: Logger;
  health: Health;
  metrics: Metrics;
}

/**
 * A Fastify app with all that every service has: request context, one log line and one measurement per request,
 * problem details for every failure, the operational endpoints, and the API's description and its pages.
 * It does not listen.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { info, api, limits, logger, health, metrics } = options;
  const { requestTimeout, keepAliveTimeout, ...http } = connectionLimits(limits.REQUEST_TIMEOUT_MS);
  const observe = requestObserver({ logger, health, metrics, limits });
  const app: App = fastify({
    // What Fastify itself tells below a warning, our own lines tell better.
    loggerInstance: logger.isLevelEnabled('info') ? logger.child({}, { level: 'warn' }) : logger,
    // The request's id and trace reach each log line through the request context; a child logger per request is waste.
    childLoggerFactory: (parent) => parent,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: (_address, hop) => hop < limits.TRUSTED_PROXIES,
    bodyLimit: limits.BODY_LIMIT_BYTES,
    requestTimeout,
    keepAliveTimeout,
    http,
    routerOptions: { maxParamLength: 256 },
    // Readiness went off long before the socket closes: whoever still comes in between is served.
    return503OnClosing: false,
    frameworkErrors: frameworkErrorHandler(observe, logger),
    clientErrorHandler,
  });
  ignoreExpectations(app.server);
  app.addHook('preClose', (done) => {
    closeConnectionsWhenIdle(app.server);
    done();
  });
  app.setValidatorCompiler(validatorCompiler);
  app.addHook('onRequest', (request, reply, next) => {
    runInRequest(observe(request, reply), () => {
      next(refusalOf(request.raw));
    });
  });
  await app.register(handleProblems, { logger });
  await app.register(openApi, { api });
  await app.register(operations, { info, health, metrics });
  return app;
}
