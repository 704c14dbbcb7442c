import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { ServiceVersion, type ServiceState, type ServiceStatus } from './environment-status.ts';
import { fetchJson, type JsonAnswer } from './fetch-json.ts';

/** A service as it was found at one look. */
export interface Observation extends Omit<ServiceStatus, 'changedAt'> {
  /** Why it is away, for the log: it may name an address. */
  detail?: string;
}

const maxBytes = 16 * 1024;
const unseen = { version: null, commit: null, builtAt: null, instance: null, latencyMs: null };
const Readiness = Type.Object({ status: Type.Union([Type.Literal('ready'), Type.Literal('degraded')]) });

/**
 * Asks a service what it is and whether it is ready, side by side. It never rejects: a service that fails is `away`.
 *
 * @param baseUrl where it is; `undefined` if the shop was started without it
 * @param timeoutMs how long it may take, in milliseconds
 */
export async function observeService(
  service: string,
  baseUrl: string | undefined,
  timeoutMs: number,
): Promise<Observation> {
  if (baseUrl === undefined) return { service, state: 'absent', ...unseen };
  const [version, readiness] = await Promise.all([
    fetchJson(`${baseUrl}/version`, { timeoutMs, maxBytes }),
    fetchJson(`${baseUrl}/readyz`, { timeoutMs, maxBytes }),
  ]);
  if (version.outcome !== 'answered') return { service, state: 'away', ...unseen, detail: version.detail };
  const { body, status, latencyMs } = version;
  if (status !== 200 || !Value.Check(ServiceVersion, body) || body.service !== service) {
    const detail = `${baseUrl}/version answered ${status} with something else than the version of ${service}`;
    return { service, state: 'away', ...unseen, detail };
  }
  return {
    service,
    state: stateOf(readiness),
    version: body.version,
    commit: body.commit,
    builtAt: body.builtAt,
    instance: body.instance,
    latencyMs: Math.round(latencyMs * 10) / 10,
  };
}

function stateOf(readiness: JsonAnswer): ServiceState {
  // It is there, and only its word on its dependencies is late: one of them keeps it waiting.
  if (readiness.outcome === 'too-late') return 'degraded';
  const isServing = readiness.outcome === 'answered' && readiness.status === 200;
  return isServing && Value.Check(Readiness, readiness.body) ? readiness.body.status : 'not-ready';
}
