import type { Health } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import { createChangeLog } from './change-log.ts';
import type { EnvironmentStatus } from './environment-status.ts';
import { observeItself } from './observe-itself.ts';
import { observeService } from './observe-service.ts';
import { shareAnswer } from './share-answer.ts';

export interface WatchServicesOptions {
  info: ServiceInfo;
  health: Health;
  /** The backends' addresses by their names; `undefined` for one that the shop was started without. */
  addresses: Record<string, string | undefined>;
  /** How long a service may take to answer, in milliseconds. */
  timeoutMs: number;
  /** For how long an answer is handed out again, in milliseconds. */
  freshMs: number;
  logger: Logger;
}

/**
 * Looks after the services of this environment, the frontend itself first. All who ask within `freshMs` share one
 * look, which never rejects. Only changes are logged: a page that is left open must not fill the log.
 */
export function watchServices(options: WatchServicesOptions): () => Promise<EnvironmentStatus> {
  const { info, health, addresses, timeoutMs, freshMs, logger } = options;
  const changes = createChangeLog();
  return shareAnswer(freshMs, async () => {
    const observations = await Promise.all([
      observeItself(info, health, timeoutMs),
      ...Object.entries(addresses).map(([service, baseUrl]) => observeService(service, baseUrl, timeoutMs)),
    ]);
    const now = new Date();
    return {
      environment: info.environment,
      asOf: now.toISOString(),
      services: observations.map(({ detail, ...seen }) => {
        const { service, state, version } = seen;
        const { since, isNews } = changes.note(service, `${state} ${version ?? ''}`, now);
        if (isNews) {
          const level = state === 'away' || state === 'not-ready' ? 'warn' : 'info';
          logger[level]({ peer: service, state, version, detail }, 'a service is seen in another state');
        }
        return { ...seen, changedAt: since.toISOString() };
      }),
    };
  });
}
