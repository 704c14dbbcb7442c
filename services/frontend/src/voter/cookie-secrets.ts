import { randomBytes } from 'node:crypto';
import type { Logger } from '@foldline/service-kit/logger';

/**
 * The configured cookie secrets, or a random one where none is configured: then every voter cookie is forgotten with
 * the process, which the log says.
 */
export function cookieSecrets(configured: readonly string[], logger: Logger): [string, ...string[]] {
  const [first, ...others] = configured;
  if (first !== undefined) return [first, ...others];
  logger.warn(
    'COOKIE_SECRETS is not set: a random secret is used, and visitors are forgotten at the next start',
  );
  return [randomBytes(32).toString('hex')];
}
