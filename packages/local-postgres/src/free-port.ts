import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { hasCode } from './error-code.ts';

/** A TCP port of 127.0.0.1 that was free a moment ago: the preferred one, or else any. */
export async function findFreePort(preferred = 0): Promise<number> {
  const server = createServer();
  server.listen(preferred, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    // EACCES: Windows keeps ranges of ports for itself.
    if (hasCode(error, 'EADDRINUSE', 'EACCES') && preferred !== 0) return findFreePort();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
