import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** How a peer can fail. One that is late answers as it should, but only after {@link latenessMs}. */
export const failures = ['away', 'hanging', 'late', 'garbage', 'broken-off', 'error'] as const;
export type Failure = (typeof failures)[number];

/**
 * How long a peer that is late takes, in milliseconds. Far more than any deadline of a test: what answers sooner has not
 * waited for the peer, however busy the machine is.
 */
export const latenessMs = 10_000;

export interface StandIn {
  /** Where it listens; the address stays the same while it is `away`. */
  url: string;
  /** The requests that it has seen, oldest first. */
  requests: { method: string; url: string; headers: IncomingMessage['headers'] }[];
  /** Makes it fail from now on, or answer again. */
  become(state: Failure | 'well'): void;
  close(): Promise<void>;
}

/**
 * A real HTTP server in place of a peer, whose failures a test chooses.
 *
 * @param answer how it answers while it is well
 */
export async function startStandIn(answer: RequestListener): Promise<StandIn> {
  let state: Failure | 'well' = 'well';
  const requests: StandIn['requests'] = [];
  const failing: Record<Failure, (response: ServerResponse, request: IncomingMessage) => void> = {
    away: (response) => response.socket?.destroy(),
    hanging: () => undefined,
    late: (response, request) => setTimeout(answer, latenessMs, request, response).unref(),
    garbage: (response) => response.setHeader('content-type', 'application/json').end('{"items": <html>'),
    'broken-off': (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"items": [', () => response.socket?.destroy());
    },
    error: (response) => response.writeHead(500).end('boom'),
  };
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    if (state === 'well') answer(request, response);
    else failing[state](response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    become(next) {
      state = next;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
