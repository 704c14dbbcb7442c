import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { continueTrace, type TraceContext } from './trace-context.ts';

/** What belongs to the request that is being answered, wherever in the code one is. */
export interface RequestContext {
  requestId: string;
  trace: TraceContext;
  /** When the caller stops waiting, in milliseconds on the clock of `performance.now()`. */
  deadline: number;
}

/** The header in which a caller says how long it will wait, in milliseconds from when it sent the request. */
export const TIMEOUT_HEADER = 'x-request-timeout-ms';

/** Who may call: services of ours only, or anyone. */
export type Callers = 'services' | 'anyone';

const storage = new AsyncLocalStorage<RequestContext>();
// What is echoed into headers and logs is short and plain, so that nobody can write a log line of their own.
const plainId = /^[\w.:-]{1,128}$/;

/** The context of the request that is being answered, or `undefined` outside of any. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work` so that {@link currentRequest} answers `context` in it and in everything that it starts. */
export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/**
 * Runs `work` with a deadline of its own, for the same request. It is for work that other requests come to share: they
 * must not lose it because the one that started it had little time left.
 *
 * @param timeoutMs how long the work may take, in milliseconds
 */
export function runWithOwnDeadline<T>(timeoutMs: number, work: () => T): T {
  const context = currentRequest() ?? requestContextFrom({}, timeoutMs);
  return runInRequest({ ...context, deadline: performance.now() + timeoutMs }, work);
}

/**
 * Reads request id, W3C trace context and deadline from a request's headers; what is absent or malformed is made anew.
 *
 * @param maxTimeoutMs the longest that this service works on a request, whatever the caller would allow
 * @param callers whether a deadline counts: one that `anyone` may set would let a visitor make calls to peers fail
 */
export function requestContextFrom(
  headers: IncomingHttpHeaders,
  maxTimeoutMs: number,
  callers: Callers = 'services',
): RequestContext {
  const givenId = headers['x-request-id'];
  const givenTimeout = callers === 'services' ? headers[TIMEOUT_HEADER] : undefined;
  const timeoutMs =
    typeof givenTimeout === 'string' && /^\d{1,6}$/.test(givenTimeout)
      ? Math.min(Number(givenTimeout), maxTimeoutMs)
      : maxTimeoutMs;
  return {
    requestId: typeof givenId === 'string' && plainId.test(givenId) ? givenId : randomUUID(),
    trace: continueTrace(headers['traceparent'], headers['tracestate']),
    deadline: performance.now() + timeoutMs,
  };
}
