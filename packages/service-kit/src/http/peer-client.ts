import { setTimeout as wait } from 'node:timers/promises';
import { BrokenCircuitError } from 'cockatiel';
import { Agent, fetch, request as send, Response, type Request } from 'undici';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { currentRequest } from '../request-context.ts';
import { badStatus } from './bad-status.ts';
import { outgoingHeaders } from './outgoing-headers.ts';
import { createPeerCircuit } from './peer-circuit.ts';
import { PeerError } from './peer-error.ts';

export interface PeerClientOptions {
  /** The peer's name, for logs, metrics and errors. */
  peer: string;
  /** Where the peer is, such as `http://catalog:3001`. */
  baseUrl: string;
  logger: Logger;
  metrics: Metrics;
  /** The longest that one call may take, all its tries together, in milliseconds. */
  timeoutMs: number;
  /** How often an idempotent call is tried again, at most. */
  maxRetries?: number;
  /** After how many failures in a row calls are held back. */
  failuresToOpen?: number;
  /** How long calls are held back before one is let through again, in milliseconds. */
  openMs?: number;
}

export interface PeerClient {
  readonly peer: string;
  readonly baseUrl: string;
  /**
   * Sends a request to the peer, over a kept connection, within the smaller of the client's time-out and what is left
   * of the deadline of the request that is being answered. That rest is told to the peer in `x-request-timeout-ms`.
   * Idempotent methods are tried again, after a jittered wait, while the budget lasts.
   *
   * @returns the whole answer, of whatever status below 500
   * @throws {PeerError} when there is no answer in time, none at all, or only one of status 500 and above
   */
  fetch(request: Request): Promise<Response>;
  /** Resolves if the peer is alive; made for a health check. */
  probe(signal: AbortSignal): Promise<void>;
  /** Closes all connections. Calls that are under way end first. */
  close(): Promise<void>;
}

const maxResponseBytes = 8 * 1024 * 1024;
const firstBackoffMs = 25;
// A caller in a hurry may leave a peer a few milliseconds. That it did not answer in them says nothing about it.
const fairTimeMs = 250;
// RFC 9110, section 9.2.2.
const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
// A peer that is starting, stopping or behind a proxy that lost it. 500 is a fault that a second try would repeat.
const passingStatuses = new Set([502, 503, 504]);

/** A client for one peer service, with a pool of connections and a circuit breaker of its own. */
export function createPeerClient(options: PeerClientOptions): PeerClient {
  const {
    peer,
    baseUrl,
    logger,
    metrics,
    timeoutMs,
    maxRetries = 2,
    failuresToOpen = 5,
    openMs = 2000,
  } = options;
  const agent = new Agent({
    connections: 64,
    connect: { timeout: timeoutMs },
    // Shorter than any server's own idle time-out, so that no request meets a connection that is being closed.
    keepAliveTimeout: 4000,
    maxResponseSize: maxResponseBytes,
  });
  const circuit = createPeerCircuit({ peer, logger, metrics, failuresToOpen, openMs });

  async function attempt(request: Request, signal: AbortSignal, deadline: number): Promise<Response> {
    const startedAt = performance.now();
    const headers = outgoingHeaders(request.headers, deadline - startedAt);
    let outcome = 'unreachable';
    try {
      const response = await fetch(request.clone(), { dispatcher: agent, signal, headers });
      // The body belongs to the call: one that breaks off or dawdles is a failure like any other.
      const body = await response.arrayBuffer();
      outcome = String(response.status);
      if (response.status >= 500 && !isProblem(response)) throw badStatus(peer, response);
      const hasNoBody = response.status === 204 || response.status === 304;
      return new Response(hasNoBody ? null : body, { status: response.status, headers: response.headers });
    } catch (error) {
      if (error instanceof PeerError) throw error;
      if (signal.aborted) {
        outcome = 'timeout';
        const hadFairTime = performance.now() - startedAt >= Math.min(timeoutMs, fairTimeMs);
        if (!hadFairTime) throw new PeerError(peer, 'hurried', 'was given too little time', { cause: error });
        throw new PeerError(peer, 'timeout', 'did not answer in time', { cause: error });
      }
      throw new PeerError(peer, 'unreachable', 'could not be reached', { cause: error });
    } finally {
      const seconds = (performance.now() - startedAt) / 1000;
      metrics.observeClientRequest({ peer, method: request.method, outcome }, seconds);
    }
  }

  async function attemptUnlessOpen(
    request: Request,
    signal: AbortSignal,
    deadline: number,
  ): Promise<Response> {
    try {
      const response = await circuit.execute(() => attempt(request, signal, deadline));
      // Problem details are the peer's own word, about this request alone: it is there, and the circuit stays closed.
      if (response.status >= 500) throw badStatus(peer, response);
      return response;
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new PeerError(peer, 'circuit-open', 'failed repeatedly and is not called for a moment', {
        cause: error,
      });
    }
  }

  return {
    peer,
    baseUrl,
    async fetch(request) {
      const now = performance.now();
      const deadline = Math.min(now + timeoutMs, currentRequest()?.deadline ?? Infinity);
      if (deadline <= now) throw new PeerError(peer, 'hurried', 'was not called: no time was left');
      const signal = AbortSignal.timeout(Math.ceil(deadline - now));
      const maxAttempts = idempotentMethods.has(request.method) ? maxRetries + 1 : 1;
      for (let tries = 1; ; tries += 1) {
        try {
          return await attemptUnlessOpen(request, signal, deadline);
        } catch (error) {
          // Full jitter (https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/).
          const waitMs = Math.max(Math.random() * firstBackoffMs * 2 ** tries, askedToWaitMs(error));
          const isLast = tries >= maxAttempts || performance.now() + waitMs >= deadline;
          if (isLast || !isPassing(error)) throw error;
          await wait(waitMs);
        }
      }
    },
    async probe(signal) {
      const { statusCode, body } = await send(`${baseUrl}/livez`, { dispatcher: agent, signal });
      await body.dump();
      if (statusCode !== 200)
        throw new PeerError(peer, 'bad-status', `answered ${statusCode}`, { status: statusCode });
    },
    close: () => agent.close(),
  };
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof PeerError)) return false;
  if (error.reason === 'bad-status') return error.status !== undefined && passingStatuses.has(error.status);
  return error.reason === 'unreachable';
}

function isProblem({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith(PROBLEM_MEDIA_TYPE) ?? false;
}

function askedToWaitMs(error: unknown): number {
  return error instanceof PeerError ? (error.retryAfterMs ?? 0) : 0;
}
