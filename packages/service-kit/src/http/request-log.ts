import type { ServerResponse } from 'node:http';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { runInRequest, type RequestContext } from '../request-context.ts';

/** A request that has just arrived. */
export interface ArrivedRequest {
  context: RequestContext;
  method: string;
  /** The address without its query. */
  path: string;
  /** The pattern of the route that matched, as soon as that is known. */
  route: () => string;
  response: ServerResponse;
}

// As nginx names what it never sends: https://github.com/nginx/nginx/blob/master/src/http/ngx_http_request.h.
const clientClosedRequest = 499;
// They are asked by machines every few seconds: their requests are not worth a log line at info.
const probes = new Set(['/livez', '/readyz', '/metrics']);

/**
 * Writes one measurement and one log line per request, when it is over. One whose client went away before the answer
 * was finished is among them, with status 499, which no answer has.
 *
 * @returns to be called with each request as it arrives
 */
export function requestLog(options: { logger: Logger; metrics: Metrics }): (request: ArrivedRequest) => void {
  const { metrics } = options;
  // Looking for secrets is a third of a log line's cost, and these lines have no place for one.
  const logger = options.logger.child({}, { redact: [] });
  return ({ context, method, path, route, response }) => {
    const startedAt = performance.now();
    let isAnswered = false;
    response.once('finish', () => {
      isAnswered = true;
    });
    response.once('close', () => {
      const durationMs = performance.now() - startedAt;
      const status = isAnswered ? response.statusCode : clientClosedRequest;
      const matched = route();
      metrics.observeServerRequest({ method, route: matched, status }, durationMs / 1000);
      const line = { method, path, status, durationMs: Math.round(durationMs * 10) / 10 };
      const message = isAnswered ? 'answered' : 'the client went away';
      // A connection that breaks off does so outside of the request's context.
      runInRequest(context, () => {
        if (probes.has(matched)) logger.debug(line, message);
        else logger.info(line, message);
      });
    });
  };
}
