import type { Logger } from '@foldline/service-kit/logger';
import { createChangeLog } from '../status/change-log.ts';
import type { EnvironmentStatus } from '../status/environment-status.ts';
import { shareAnswer } from '../status/share-answer.ts';
import type { EnvironmentAddress } from './environment-list.ts';
import { observeEnvironment, type SeenEnvironment } from './observe-environment.ts';

export interface WatchEnvironmentsOptions {
  /** In the order of promotion. */
  environments: readonly EnvironmentAddress[];
  /** The environment of this frontend: it is not called at its own address. */
  own: string;
  ownStatus: () => Promise<EnvironmentStatus>;
  /** How long an environment may take to answer, in milliseconds. */
  timeoutMs: number;
  /** For how long an answer is handed out again, in milliseconds. */
  freshMs: number;
  logger: Logger;
}

/**
 * Looks after the environments side by side. All who ask within `freshMs` share one look, which never rejects: an
 * environment that cannot be seen is answered as that. Only changes are logged.
 */
export function watchEnvironments(options: WatchEnvironmentsOptions): () => Promise<SeenEnvironment[]> {
  const { environments, own, ownStatus, timeoutMs, freshMs, logger } = options;
  const changes = createChangeLog();
  return shareAnswer(freshMs, () =>
    Promise.all(
      environments.map(async (environment) => {
        const { name } = environment;
        if (name === own) return { name, state: 'seen' as const, status: await ownStatus() };
        const seen = await observeEnvironment(environment, timeoutMs);
        if (changes.note(name, seen.state, new Date()).isNews) {
          if (seen.state === 'seen') logger.info({ seen: name }, 'an environment answers');
          else
            logger.warn(
              { seen: name, state: seen.state, detail: seen.detail },
              'an environment cannot be seen',
            );
        }
        return seen;
      }),
    ),
  );
}
