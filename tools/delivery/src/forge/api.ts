import { setTimeout } from 'node:timers/promises';
import { PlainError } from '../plain-error.ts';

export interface ApiOptions {
  /** Address that every path continues. */
  base: string;
  /** Headers of every request, the token among them. */
  headers: Readonly<Record<string, string>>;
  /** What to call it in messages. */
  name: string;
}

export interface ApiAnswer {
  status: number;
  /** The parsed JSON; `undefined` where there is none. */
  body: unknown;
}

/** How long one request may take, and how long one waits for a limit to pass. In milliseconds. */
const timeout = 20_000;
const longestWait = 60_000;
const maxAttempts = 4;

/**
 * Sends a request to a forge's API. What is safe to send again is sent again when the forge is busy; for a limit it waits
 * as long as it is told to.
 *
 * @returns the answer, also one that says that something is not there (404) or not possible (409, 422)
 * @throws PlainError when the forge cannot be reached, does not let us in, or has a limit that is long to wait for
 */
export async function callApi(
  { base, headers, name }: ApiOptions,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: object,
): Promise<ApiAnswer> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === maxAttempts;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...headers,
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeout),
        redirect: 'error',
      });
      text = await response.text();
    } catch (error) {
      // A second POST could open a second request.
      if (!isLast && method !== 'POST') {
        await setTimeout(backoff(attempt));
        continue;
      }
      throw new PlainError(
        `${name} at ${base} does not answer (${reason(error)}). Check the address and the network, then run the command again.`,
        'tryAgain',
      );
    }
    const limited = limitOf(response);
    if (limited !== undefined) {
      if (isLast || limited > longestWait) {
        throw new PlainError(
          `${name} has had enough requests of this token for now. Run the command again after ${new Date(Date.now() + limited).toISOString()}.`,
          'tryAgain',
        );
      }
      await setTimeout(limited);
      continue;
    }
    if (response.status >= 500) {
      if (!isLast && method !== 'POST') {
        await setTimeout(backoff(attempt));
        continue;
      }
      throw new PlainError(
        `${name} at ${base} answers ${response.status}. Run the command again.`,
        'tryAgain',
      );
    }
    if (response.status === 401 || response.status === 403) {
      throw new PlainError(
        `${name} does not let us in (${response.status}: ${messageOf(parse(text))}). Set ENV_TOKEN, or GITHUB_TOKEN, to a token that may write contents and pull requests. On GitHub, Actions may open pull requests only where the repository's settings allow it.`,
      );
    }
    return { status: response.status, body: parse(text) };
  }
}

/** What a forge says about its answer, in one line that is not too long. */
export function messageOf(body: unknown): string {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: { message?: unknown }[] };
  const details = Array.isArray(errors) ? errors.map((error) => error.message) : [];
  const text = [message, ...details].filter((part) => typeof part === 'string').join('; ');
  return text.replace(/\s+/g, ' ').slice(0, 300) || 'no reason given';
}

/** How long to wait before the next request, in milliseconds; `undefined` when this one has met no limit. */
function limitOf({ status, headers }: Response): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const retryAfter = headers.get('retry-after');
  if (retryAfter !== null && /^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const reset = headers.get('x-ratelimit-reset');
  if (headers.get('x-ratelimit-remaining') === '0' && reset !== null && /^\d+$/.test(reset)) {
    return Math.max(0, Number(reset) * 1000 - Date.now()) + 1000;
  }
  return status === 429 ? longestWait : undefined;
}

function backoff(attempt: number): number {
  return Math.random() * 250 * 2 ** attempt;
}

function reason(error: unknown): string {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError') return `nothing in ${timeout / 1000} seconds`;
  return (cause as { code?: string } | undefined)?.code ?? name;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
