/**
 * Why a peer gave no usable answer. `timeout`: it had a fair time and did not answer; `hurried`: too little was left of
 * the caller's own time to tell.
 */
export type PeerFailure = 'timeout' | 'hurried' | 'unreachable' | 'circuit-open' | 'bad-status' | 'bad-body';

/** A call to another service that brought no usable answer. Its message is for logs and is never shown to a caller. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly peer: string;
  readonly reason: PeerFailure;
  /** The status that the peer answered with, where the reason is `bad-status`. */
  readonly status: number | undefined;
  /** How long the peer asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    peer: string,
    reason: PeerFailure,
    message: string,
    options: { status?: number; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(`${peer} ${message}`, { cause: options.cause });
    this.peer = peer;
    this.reason = reason;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}
