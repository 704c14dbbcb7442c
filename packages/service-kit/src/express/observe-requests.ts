import type { Request, RequestHandler } from 'express';
import { ServiceError } from '../errors.ts';
import type { Health } from '../health.ts';
import { MAX_URL_LENGTH } from '../http/server-limits.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { isProbe } from '../probes.ts';
import { requestContextFrom, runInRequest } from '../request-context.ts';

export interface ObserveOptions {
  logger: Logger;
  health: Health;
  metrics: Metrics;
  /** The longest that this service works on a request, in milliseconds. */
  requestTimeoutMs: number;
}

// As nginx names what it never sends: https://github.com/nginx/nginx/blob/master/src/http/ngx_http_request.h.
const clientClosedRequest = 499;

/**
 * Opens the request context, echoes the request's id, and writes one measurement and one log line per request. One
 * whose client went away before the answer was finished is among them, with status 499, which no answer has.
 * An oversized address is refused with `uri-too-long`, for the app's error handler to answer.
 */
export function observeRequests(options: ObserveOptions): RequestHandler {
  const { logger, health, metrics, requestTimeoutMs } = options;
  return (request, response, next) => {
    const startedAt = performance.now();
    const context = requestContextFrom(request.headers, requestTimeoutMs);
    response.setHeader('x-request-id', context.requestId);
    // While the service is being stopped, clients are asked to open their next connection elsewhere.
    if (health.isDraining) response.setHeader('connection', 'close');
    response.once('close', () => {
      const durationMs = performance.now() - startedAt;
      const { method } = request;
      const isAnswered = response.writableFinished;
      const status = isAnswered ? response.statusCode : clientClosedRequest;
      const route = routeOf(request);
      metrics.observeServerRequest({ method, route, status }, durationMs / 1000);
      const line = { method, path: request.path, status, durationMs: Math.round(durationMs * 10) / 10 };
      const message = isAnswered ? 'answered' : 'the client went away';
      // A connection that breaks off does so outside of the request's context.
      runInRequest(context, () => {
        if (isProbe(route)) logger.debug(line, message);
        else logger.info(line, message);
      });
    });
    runInRequest(context, () => {
      if (request.originalUrl.length <= MAX_URL_LENGTH) next();
      else
        next(new ServiceError('uri-too-long', `An address may have ${MAX_URL_LENGTH} characters at most.`));
    });
  };
}

// Express leaves the matched route on the request, without a type.
function routeOf({ baseUrl, route }: Request & { route?: unknown }): string {
  const pattern = (route as { path?: unknown } | undefined)?.path;
  return typeof pattern === 'string' ? `${baseUrl}${pattern}` : 'unmatched';
}
