import { createServer, type RequestListener, type Server } from 'node:http';
import { clientErrorHandler } from '../http/client-error.ts';
import { closeConnectionsWhenIdle } from '../http/close-connections.ts';
import { ignoreExpectations } from '../http/ignore-expectations.ts';
import { connectionLimits } from '../http/server-limits.ts';

/** An HTTP server for an Express app, with the limits of the other services, and their answer to what is not HTTP. */
export function createHttpServer(listener: RequestListener, limits: { REQUEST_TIMEOUT_MS: number }): Server {
  const server = createServer(connectionLimits(limits.REQUEST_TIMEOUT_MS), listener);
  server.on('clientError', clientErrorHandler);
  ignoreExpectations(server);
  return server;
}

/** Listens, and answers the address; rejects when the port is taken. */
export async function listen(
  server: Server,
  { HOST, PORT }: { HOST: string; PORT: number },
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port: PORT }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === 'object' && address ? `http://${HOST}:${address.port}` : String(address);
}

/** Stops accepting connections and resolves when those that are in use have been answered. */
export async function close(server: Server): Promise<void> {
  closeConnectionsWhenIdle(server);
  await new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
