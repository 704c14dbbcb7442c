import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ServiceError } from '../errors.ts';
import { problemFrom, PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { MAX_HEADER_BYTES } from './server-limits.ts';

/**
 * Answers what is not even an HTTP request with problem details, and ends the connection: the listener of a server's
 * `clientError`. There is no request object here, only the socket.
 */
export function clientErrorHandler(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { body, headers } = problemFrom(unparsableRequest(error.code), undefined);
  const payload = JSON.stringify(body);
  const lines = Object.entries({
    ...headers,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(payload)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${body.status} ${STATUS_CODES[body.status] ?? ''}\r\n${lines.join('')}\r\n${payload}`);
}

function unparsableRequest(code: string | undefined): ServiceError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ServiceError(
      'headers-too-large',
      `Address and headers together must stay below ${MAX_HEADER_BYTES} bytes.`,
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ServiceError('request-timeout', 'The request did not arrive in time. Send it again.');
  }
  return new ServiceError('invalid-request', 'This is not a well-formed HTTP request.');
}
