import type { Request, RequestHandler } from 'express';
import type { Health } from '../health.ts';
import { refusalOf } from '../http/refusal.ts';
import { requestLog } from '../http/request-log.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { requestContextFrom, runInRequest, type Callers } from '../request-context.ts';

export interface ObserveOptions {
  logger: Logger;
  health: Health;
  metrics: Metrics;
  /** The longest that this service works on a request, in milliseconds. */
  requestTimeoutMs: number;
  /** Only a service's `x-request-timeout-ms` counts. */
  callers: Callers;
}

/**
 * Opens the request context, echoes the request's id, and writes one measurement and one log line per request.
 * A request that nobody answers, such as one with an oversized address, is left to the app's error handler.
 */
export function observeRequests(options: ObserveOptions): RequestHandler {
  const { health, requestTimeoutMs, callers } = options;
  const log = requestLog(options);
  return (request, response, next) => {
    const context = requestContextFrom(request.headers, requestTimeoutMs, callers);
    const { method, path } = request;
    log({ context, method, path, route: () => routeOf(request), response });
    response.setHeader('x-request-id', context.requestId);
    // While the service is being stopped, clients are asked to open their next connection elsewhere.
    if (health.isDraining) response.setHeader('connection', 'close');
    runInRequest(context, () => {
      next(refusalOf(request));
    });
  };
}

// Express leaves the matched route on the request, without a type.
function routeOf({ baseUrl, route }: Request & { route?: unknown }): string {
  const pattern = (route as { path?: unknown } | undefined)?.path;
  return typeof pattern === 'string' ? `${baseUrl}${pattern}` : 'unmatched';
}
