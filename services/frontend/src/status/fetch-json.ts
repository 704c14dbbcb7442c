/** What an address answered: its JSON, or why there is none. */
export type JsonAnswer =
  | { outcome: 'answered'; status: number; body: unknown; latencyMs: number }
  | {
      /** `unusable`: something answered, but with a redirect, with too much, or with what is not JSON. */
      outcome: 'unreachable' | 'too-late' | 'unusable';
      /** For the log: it may name an address. */
      detail: string;
    };

export interface FetchLimits {
  /** How long the whole answer may take, in milliseconds. */
  timeoutMs: number;
  /** The most that the answer may hold, in bytes after decompression. */
  maxBytes: number;
}

/**
 * Asks an address once for a small JSON document, and answers for every way in which that can fail. No redirect is
 * followed. It is made for looking on: unlike the clients that the shop lives on it never tries again, and it opens
 * no circuit breaker, so that what is watched does not depend on being watched.
 */
export async function fetchJson(url: string, { timeoutMs, maxBytes }: FetchLimits): Promise<JsonAnswer> {
  const startedAt = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      headers: { accept: 'application/json' },
    });
    const { status } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      return { outcome: 'unusable', detail: `${url} redirects elsewhere` };
    }
    const text = await readAtMost(maxBytes, response);
    const latencyMs = performance.now() - startedAt;
    if (text === undefined)
      return { outcome: 'unusable', detail: `${url} answered more than ${maxBytes} bytes` };
    return { outcome: 'answered', status, body: JSON.parse(text), latencyMs };
  } catch (error) {
    if (signal.aborted)
      return { outcome: 'too-late', detail: `${url} did not answer within ${timeoutMs} ms` };
    if (error instanceof SyntaxError) return { outcome: 'unusable', detail: `${url} answered no JSON` };
    return { outcome: 'unreachable', detail: `${url} could not be reached: ${rootMessage(error)}` };
  }
}

async function readAtMost(maxBytes: number, { body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels what is still to come.
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : rootMessage(error.cause);
}
