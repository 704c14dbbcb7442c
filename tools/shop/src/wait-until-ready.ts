import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which the wait is over. */
  timeout: number;
  /** Ends the wait, for example because the process that should get ready has ended. */
  signal: AbortSignal;
}

const pauseMs = 50;

/**
 * Asks `/readyz` until it answers 200.
 *
 * @param baseUrl such as `http://127.0.0.1:3001`
 * @returns whether it got ready in time, and before the signal
 */
export async function waitUntilReady(baseUrl: string, { timeout, signal }: WaitOptions): Promise<boolean> {
  const end = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
  while (!end.aborted) {
    if (await isReady(baseUrl, end)) return true;
    await sleep(pauseMs, undefined, { signal: end }).catch(() => undefined);
  }
  return false;
}

async function isReady(baseUrl: string, end: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([end, AbortSignal.timeout(2_000)]);
    const response = await fetch(`${baseUrl}/readyz`, { signal });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
