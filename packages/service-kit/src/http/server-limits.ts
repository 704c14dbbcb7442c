/** The longest address that is answered, in characters; longer ones are refused with 414. */
export const MAX_URL_LENGTH = 4096;

/** The most that address and headers may take together, in bytes; more is refused with 431. */
export const MAX_HEADER_BYTES = 16_384;

const maxHeadersTimeoutMs = 5000;

/** Limits to what a client may ask of a connection, by the names of Node's HTTP server. Times are in milliseconds. */
export interface ConnectionLimits {
  requestTimeout: number;
  headersTimeout: number;
  connectionsCheckingInterval: number;
  keepAliveTimeout: number;
  maxHeaderSize: number;
  requireHostHeader: boolean;
}

/**
 * The limits of every HTTP server here, whatever its framework.
 *
 * @param requestTimeoutMs the longest that a whole request may take to arrive; its headers never get more
 */
export function connectionLimits(requestTimeoutMs: number): ConnectionLimits {
  return {
    requestTimeout: requestTimeoutMs,
    headersTimeout: Math.min(maxHeadersTimeoutMs, requestTimeoutMs),
    // How often these two are looked after. Node's own half a minute would add itself to them.
    connectionsCheckingInterval: 1000,
    // Longer than the four seconds after which our own clients drop an idle connection, so that none is cut in use.
    keepAliveTimeout: 10_000,
    maxHeaderSize: MAX_HEADER_BYTES,
    // It is required, but where it can be said with problem details.
    requireHostHeader: false,
  };
}
