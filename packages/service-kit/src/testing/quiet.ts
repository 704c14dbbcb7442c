import { createLogger, type Logger } from '../logger.ts';
import type { ServiceIdentity } from '../service-info.ts';

/** A logger that says nothing, for tests that do not read logs. */
export const quietLogger: Logger = createLogger({ service: 'test', level: 'silent' });

/** What a service under test says that it is. */
export const testIdentity: ServiceIdentity = {
  VERSION: '1.2.3',
  COMMIT: '0123abc',
  BUILT_AT: '2026-01-02T03:04:05Z',
  ENVIRONMENT: 'test',
  INSTANCE: 'test-1',
};

/** Generous limits for a service under test. */
export const testLimits = { REQUEST_TIMEOUT_MS: 10_000, BODY_LIMIT_BYTES: 65_536, TRUSTED_PROXIES: 0 };
