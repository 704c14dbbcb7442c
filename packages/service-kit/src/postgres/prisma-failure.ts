// How Prisma's driver adapter calls failures of the connection, which it strips of PostgreSQL's codes.
const connectionFailures = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TlsConnectionError',
]);
// connection_failure, as PostgreSQL would have called them.
const CONNECTION_FAILURE = '08006';

/**
 * The SQLSTATE of what went wrong beneath Prisma. Prisma hides it in its error's `meta`, in an object that is no error.
 *
 * @returns `undefined` for an error that is not Prisma's, or does not say
 */
export function prismaSqlState(error: Error): string | undefined {
  const { meta } = error as {
    meta?: { driverAdapterError?: { cause?: { kind?: string; originalCode?: string } } };
  };
  const failure = meta?.driverAdapterError?.cause;
  return connectionFailures.has(failure?.kind ?? '') ? CONNECTION_FAILURE : failure?.originalCode;
}
