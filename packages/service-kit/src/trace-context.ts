import { randomBytes } from 'node:crypto';

/** Where a piece of work stands in a distributed trace (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits, the same for every request of one trace. */
  traceId: string;
  /** 16 hexadecimal digits, ours alone. */
  spanId: string;
  /** 2 hexadecimal digits; the last bit says whether the trace is sampled. */
  flags: string;
  /** Vendors' own data, handed on untouched. */
  tracestate: string | undefined;
}

// Version 00 has 55 characters, a later one may go on after them.
const traceparentPattern =
  /^(?!ff|00.{54})[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})(-.*)?$/;
const maxTracestateLength = 512;

/**
 * Continues the trace that a request belongs to, under a span of our own; starts a trace where there is none.
 * A malformed `traceparent` restarts the trace and drops `tracestate`, as the recommendation asks (section 4.3).
 */
export function continueTrace(traceparent: unknown, tracestate: unknown): TraceContext {
  const match = typeof traceparent === 'string' ? traceparentPattern.exec(traceparent) : null;
  const spanId = randomHex(8);
  if (match?.[1] === undefined || match[2] === undefined) {
    return { traceId: randomHex(16), spanId, flags: '00', tracestate: undefined };
  }
  const isUsable = typeof tracestate === 'string' && tracestate.length <= maxTracestateLength;
  return { traceId: match[1], spanId, flags: match[2], tracestate: isUsable ? tracestate : undefined };
}

/** The `traceparent` header for a request that this piece of work sends. */
export function traceparent({ traceId, spanId, flags }: TraceContext): string {
  return `00-${traceId}-${spanId}-${flags}`;
}

// Random numbers are cheap by the kilobyte and dear by the byte: identifiers are cut from a pool.
let pool = randomBytes(4096);
let used = 0;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    pool = randomBytes(4096);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
