import { Headers } from 'undici';
import { currentRequest, TIMEOUT_HEADER } from '../request-context.ts';
import { traceparent } from '../trace-context.ts';

/**
 * The headers of a call to a peer: the given ones, what identifies the request that is being answered, and how long
 * its answer is waited for.
 *
 * @param budgetMs what is left of the call's time, in milliseconds
 */
export function outgoingHeaders(given: Headers, budgetMs: number): Headers {
  const headers = new Headers(given);
  headers.set(TIMEOUT_HEADER, String(Math.max(1, Math.floor(budgetMs))));
  const context = currentRequest();
  if (context) {
    headers.set('x-request-id', context.requestId);
    headers.set('traceparent', traceparent(context.trace));
    if (context.trace.tracestate !== undefined) headers.set('tracestate', context.trace.tracestate);
  }
  return headers;
}
