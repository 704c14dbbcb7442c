import type { FastifyRequest } from 'fastify';
import plugin from 'fastify-plugin';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { requestContextFrom, runInRequest } from '../request-context.ts';
import { isProbe } from '../probes.ts';

export interface ObserveOptions {
  logger: Logger;
  health: Health;
  metrics: Metrics;
  limits: { REQUEST_TIMEOUT_MS: number };
  /** Longer addresses are refused with 414, in characters. */
  maxUrlLength: number;
}

/** Opens the request context, echoes the request's id, and writes one measurement and one log line per request. */
export const observeRequests = plugin<ObserveOptions>(
  (app, options, done) => {
    const { health, metrics, limits, maxUrlLength } = options;
    // Looking for secrets is a third of a log line's cost, and these lines have no place for one.
    const logger = options.logger.child({}, { redact: [] });

    app.addHook('onRequest', (request, reply, next) => {
      const context = requestContextFrom(request.headers, limits.REQUEST_TIMEOUT_MS);
      reply.header('x-request-id', context.requestId);
      reply.header('x-content-type-options', 'nosniff');
      // While the service is being stopped, clients are asked to open their next connection elsewhere.
      if (health.isDraining) reply.header('connection', 'close');
      runInRequest(context, () => {
        if (request.url.length <= maxUrlLength) next();
        else
          next(new ServiceError('uri-too-long', `An address may have ${maxUrlLength} characters at most.`));
      });
    });

    app.addHook('onResponse', (request, reply, next) => {
      const route = request.routeOptions.url ?? 'unmatched';
      const { statusCode: status, elapsedTime } = reply;
      metrics.observeServerRequest({ method: request.method, route, status }, elapsedTime / 1000);
      const line = {
        method: request.method,
        path: pathOf(request),
        status,
        durationMs: Math.round(elapsedTime * 10) / 10,
      };
      if (isProbe(route)) logger.debug(line, 'answered');
      else logger.info(line, 'answered');
      next();
    });
    done();
  },
  { name: 'observe-requests' },
);

function pathOf({ url }: FastifyRequest): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
