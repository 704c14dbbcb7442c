import type { Server } from 'node:http';

/**
 * Has a request whose `Expect` header Node does not know answered like any other, as RFC 9110, section 10.1.1, allows.
 * Node would refuse it without a word.
 */
export function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => {
    server.emit('request', request, response);
  });
}
