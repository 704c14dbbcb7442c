import autocannon from 'autocannon';

export interface Load {
  url: string;
  connections: number;
  /** In seconds. */
  duration: number;
  /** The requests, sent in turn by each connection; one `GET` of `url` when there are none. */
  requests?: autocannon.Request[];
}

/**
 * Sends requests as fast as the server answers them.
 *
 * @returns answers per second
 * @throws if any request failed: the rate of a server that fails says nothing
 */
export async function requestsPerSecond({ url, connections, duration, requests }: Load): Promise<number> {
  const result = await autocannon({ url, connections, duration, ...(requests ? { requests } : {}) });
  const failed = result.errors + result.non2xx;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${url} failed.`);
  return result.requests.total / result.duration;
}
