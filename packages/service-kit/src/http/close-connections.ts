import type { Server } from 'node:http';

const intervalMs = 20;

/**
 * From now until the server has closed, ends each kept connection as soon as it is idle. `server.close()` ends only
 * those that are idle at that moment: one whose request was still being answered would stay open, and keep the server
 * from closing, until its keep-alive time-out.
 */
export function closeConnectionsWhenIdle(server: Server): void {
  if (!server.listening) return;
  const timer = setInterval(() => {
    server.closeIdleConnections();
  }, intervalMs);
  server.once('close', () => {
    clearInterval(timer);
  });
}
