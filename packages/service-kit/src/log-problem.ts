import type { ServiceError } from './errors.ts';
import type { Logger } from './logger.ts';
import type { Problem } from './problem.ts';

/**
 * Logs a failure that somebody has to look at, at the level of its kind. What a client did wrong is not logged again:
 * its request has a line.
 *
 * The cause is what tells; a refusal that was decided here has none, and where in the code it was decided is no news.
 */
export function logProblem(logger: Logger, error: ServiceError, { level }: Problem): void {
  if (level === 'info') return;
  const err = error.cause ?? (level === 'error' ? error : undefined);
  logger[level]({ err, code: error.code }, error.message);
}
