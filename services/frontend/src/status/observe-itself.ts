import type { Health, Readiness } from '@foldline/service-kit/health';
import type { ServiceInfo } from '@foldline/service-kit/service-info';
import type { ServiceState } from './environment-status.ts';
import type { Observation } from './observe-service.ts';

const states: Record<Readiness['status'], ServiceState> = {
  ready: 'ready',
  degraded: 'degraded',
  'not-ready': 'not-ready',
  'shutting-down': 'not-ready',
};

/**
 * The frontend as it would describe itself to others, without a call to its own address. A readiness that takes longer
 * than `timeoutMs` milliseconds is `degraded`, as it is for the others: a backend keeps it waiting.
 */
export async function observeItself(
  { service, version, commit, builtAt, instance }: ServiceInfo,
  health: Health,
  timeoutMs: number,
): Promise<Observation> {
  const late = AbortSignal.timeout(timeoutMs);
  const tooLate = new Promise<'degraded'>((resolve) => {
    late.addEventListener('abort', () => {
      resolve('degraded');
    });
  });
  const status = await Promise.race([health.readiness().then((readiness) => readiness.status), tooLate]);
  return { service, state: states[status], version, commit, builtAt, instance, latencyMs: null };
}
