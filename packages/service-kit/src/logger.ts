import { pino, stdSerializers, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { PeerError } from './http/peer-error.ts';
import { currentRequest } from './request-context.ts';

export type { Logger } from 'pino';

const secretKeys = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["x-voter-id"]',
  'password',
  'secret',
  'token',
  'connectionString',
];

/**
 * A logger that writes one JSON object a line: ISO time, level by name, service, and within a request its id and trace.
 * Values under keys that hold secrets are replaced, at the top and one level down.
 *
 * @param destination where lines go; the standard output unless a test wants to read them
 */
export function createLogger(
  { service, level }: { service: string; level: string },
  destination?: DestinationStream,
): Logger {
  const options = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [...secretKeys, ...secretKeys.map((key) => (key.startsWith('[') ? `*${key}` : `*.${key}`))],
      censor: '[redacted]',
    },
    serializers: { err: describeError },
    mixin: () => {
      const request = currentRequest();
      return request ? { requestId: request.requestId, traceId: request.trace.traceId } : {};
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

// A peer that is away is no fault of this code: where in it the call was made would only hide what happened.
function describeError(error: Error): object {
  if (!(error instanceof PeerError)) return stdSerializers.err(error);
  const { name, message, reason, cause } = error;
  return { type: name, message, reason, ...(cause instanceof Error ? { cause: rootMessage(cause) } : {}) };
}

function rootMessage(error: Error): string {
  return error.cause instanceof Error ? rootMessage(error.cause) : error.message;
}
