import type { Service } from './discover-services.ts';
import { variableName } from './variable-names.ts';

export interface EnvironmentFacts {
  /** What the launcher itself was given. */
  inherited: NodeJS.ProcessEnv;
  /** The address that services listen on. */
  host: string;
  /** The service's own database, when it has one. */
  databaseUrl: string | undefined;
  /** The commit of the checkout, when it is one. */
  commit: string | undefined;
  /** What cookies are signed with, for the service that sets them. */
  cookieSecret: string | undefined;
}

/**
 * The environment of one service.
 *
 * It inherits the launcher's, without the database URLs and ports of others. A peer's URL that was given stays, so
 * that one service can be run against a peer that is elsewhere.
 */
export function serviceEnvironment(
  service: Service,
  services: readonly Service[],
  { inherited, host, databaseUrl, commit, cookieSecret }: EnvironmentFacts,
): NodeJS.ProcessEnv {
  const launcherOnly = new Set([
    'DATABASE_URL',
    ...services.flatMap(({ name }) => [variableName(name, 'PORT'), variableName(name, 'DATABASE_URL')]),
  ]);
  const kept = Object.entries(inherited).filter(([name]) => !launcherOnly.has(name));
  const peerUrls = services
    .filter(({ name }) => name !== service.name)
    .map(({ name, port }): [string, string] => [
      variableName(name, 'URL'),
      `http://${reachable(host)}:${port}`,
    ]);
  return {
    INSTANCE: `${service.name}-1`,
    ENVIRONMENT: 'local',
    MIGRATE_ON_START: 'true',
    ...(cookieSecret !== undefined && { COOKIE_SECRETS: cookieSecret }),
    ...(commit !== undefined && { COMMIT: commit }),
    ...Object.fromEntries(peerUrls),
    ...Object.fromEntries(kept),
    HOST: host,
    PORT: String(service.port),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
}

/** An address to call a service at that listens on `host`; "every address" is none that can be called. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === 'localhost') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
