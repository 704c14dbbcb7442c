import { ServiceError } from '../errors.ts';
import { prismaSqlState } from './prisma-failure.ts';

// Class 08: connection exceptions; 57P0x: the server is shutting down or starting; 53300: too many connections;
// 57014: statement_timeout ended the query (https://www.postgresql.org/docs/current/errcodes-appendix.html).
const passingSqlStates = /^(08...|57P0[1-5]|53300|57014)$/;
const passingNodeCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'ENOENT',
]);
// What pg says, without a code, when a connection is not to be had or is lost.
const passingMessages =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/**
 * The answer to a request whose database could not be asked or did not answer in time: 503, worth another try soon.
 *
 * @returns `undefined` for every other error
 */
export function databaseUnavailable(error: unknown): ServiceError | undefined {
  if (!isDatabaseUnavailable(error)) return undefined;
  const message = 'The database does not answer right now. Try again in a moment.';
  return new ServiceError('unavailable', message, { retryAfterSeconds: 1, cause: error });
}

/**
 * Whether an error means that the database could not be asked or did not answer in time, so that the same request may
 * succeed later. Looks through wrapping errors at their causes, as Prisma and pg nest them.
 */
function isDatabaseUnavailable(error: unknown): boolean {
  for (
    let current = error, depth = 0;
    current instanceof Error && depth < 5;
    current = current.cause, depth += 1
  ) {
    const { code, originalCode } = current as { code?: unknown; originalCode?: unknown };
    if (
      [code, originalCode, prismaSqlState(current)].some(isPassingCode) ||
      passingMessages.test(current.message)
    )
      return true;
    if (current instanceof AggregateError && current.errors.some(isDatabaseUnavailable)) return true;
  }
  return false;
}

function isPassingCode(code: unknown): boolean {
  return typeof code === 'string' && (passingSqlStates.test(code) || passingNodeCodes.has(code));
}
