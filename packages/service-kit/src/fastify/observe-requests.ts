import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Health } from '../health.ts';
import { requestLog } from '../http/request-log.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { requestContextFrom, type RequestContext } from '../request-context.ts';

export interface ObserveOptions {
  logger: Logger;
  health: Health;
  metrics: Metrics;
  limits: { REQUEST_TIMEOUT_MS: number };
}

/** Meets a request as it arrives, and answers its context, in which all work for it is to be done. */
export type ObserveRequest = (request: FastifyRequest, reply: FastifyReply) => RequestContext;

/**
 * Makes a request's context, echoes its id, and has one measurement and one log line written. It is for every request,
 * those that fail before a route is found and so before any hook included.
 */
export function requestObserver(options: ObserveOptions): ObserveRequest {
  const { health, limits } = options;
  const log = requestLog(options);
  return (request, reply) => {
    const context = requestContextFrom(request.headers, limits.REQUEST_TIMEOUT_MS);
    log({
      context,
      method: request.method,
      path: pathOf(request),
      route: () => request.routeOptions.url ?? 'unmatched',
      response: reply.raw,
    });
    reply.header('x-request-id', context.requestId);
    reply.header('x-content-type-options', 'nosniff');
    // While the service is being stopped, clients are asked to open their next connection elsewhere.
    if (health.isDraining) reply.header('connection', 'close');
    return context;
  };
}

function pathOf({ url }: FastifyRequest): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
