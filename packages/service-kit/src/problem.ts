import { Type, type Static } from 'typebox';
import { ServiceError, type ErrorCode } from './errors.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Problem details (RFC 9457). `code` names the kind of problem; `requestId` finds it in the logs. */
export const ProblemDetails = Type.Object(
  {
    type: Type.String({
      description: 'about:blank: the status and the code say what kind of problem this is',
    }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'What happened, and what to do about it' }),
    code: Type.String(),
    requestId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.Optional(Type.String({ description: 'JSON pointer into the body (RFC 6901)' })),
          parameter: Type.Optional(Type.String()),
          header: Type.Optional(Type.String()),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { description: 'Problem details (RFC 9457)' },
);
export type ProblemDetails = Static<typeof ProblemDetails>;

type LogLevel = 'error' | 'warn' | 'info';

// The one place where an error's meaning becomes a status, a title and a log level.
const kinds: Record<ErrorCode, { status: number; title: string; level: LogLevel }> = {
  'invalid-request': { status: 400, title: 'Bad Request', level: 'info' },
  unauthorized: { status: 401, title: 'Unauthorized', level: 'warn' },
  forbidden: { status: 403, title: 'Forbidden', level: 'warn' },
  'not-found': { status: 404, title: 'Not Found', level: 'info' },
  'method-not-allowed': { status: 405, title: 'Method Not Allowed', level: 'info' },
  'request-timeout': { status: 408, title: 'Request Timeout', level: 'info' },
  conflict: { status: 409, title: 'Conflict', level: 'info' },
  'precondition-failed': { status: 412, title: 'Precondition Failed', level: 'info' },
  'payload-too-large': { status: 413, title: 'Content Too Large', level: 'info' },
  'uri-too-long': { status: 414, title: 'URI Too Long', level: 'info' },
  'unsupported-media-type': { status: 415, title: 'Unsupported Media Type', level: 'info' },
  'precondition-required': { status: 428, title: 'Precondition Required', level: 'info' },
  'too-many-requests': { status: 429, title: 'Too Many Requests', level: 'info' },
  'headers-too-large': { status: 431, title: 'Request Header Fields Too Large', level: 'info' },
  internal: { status: 500, title: 'Internal Server Error', level: 'error' },
  unavailable: { status: 503, title: 'Service Unavailable', level: 'warn' },
};

/** An error as it is answered and logged. */
export interface Problem {
  body: ProblemDetails;
  headers: Record<string, string>;
  level: LogLevel;
}

/**
 * Turns anything that was thrown into an answer. Only a {@link ServiceError} speaks for itself; anything else is a
 * fault of ours, answered as 500 without a word of its inside.
 */
export function problemFrom(error: unknown, requestId: string | undefined): Problem {
  const known = error instanceof ServiceError ? error : internalError(error);
  const kind = kinds[known.code];
  return {
    body: {
      type: 'about:blank',
      title: kind.title,
      status: kind.status,
      detail: known.message,
      code: known.code,
      ...(requestId === undefined ? {} : { requestId }),
      ...(known.fields ? { errors: known.fields.map((field) => ({ ...field })) } : {}),
    },
    headers: {
      'cache-control': 'no-store',
      ...known.headers,
      ...(known.retryAfterSeconds === undefined
        ? {}
        : { 'retry-after': String(Math.ceil(known.retryAfterSeconds)) }),
    },
    level: kind.level,
  };
}

/** A fault of ours. What it was is kept as the cause, for the log. */
export function internalError(cause: unknown): ServiceError {
  const message = 'Something went wrong on our side. Try again; if it stays, report the requestId.';
  return new ServiceError('internal', message, { cause });
}
