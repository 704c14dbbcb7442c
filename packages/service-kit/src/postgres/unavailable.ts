/**
 * The database could not be asked, or did not answer in time: the same request may succeed later. The cause says why.
 *
 * It has no `code`, by which Prisma would take it for an error of its own engine and hide it in another.
 */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
}

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
 * Whether an error of pg's means that the database could not be asked or did not answer in time. Only what comes from
 * the database may be asked about: a reset connection means something else on every other way.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // One error for each address of a host name.
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  const { code } = error as { code?: unknown };
  const isPassingCode =
    typeof code === 'string' && (passingSqlStates.test(code) || passingNodeCodes.has(code));
  return isPassingCode || passingMessages.test(error.message);
}
