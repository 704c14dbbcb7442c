import { startStandIn, type StandIn } from '@foldline/service-kit/testing/stand-in';
import { onTestFinished } from 'vitest';
import { sendJson } from './stand-ins.ts';

/** What a service says of itself; a test may change it while the service runs. */
export interface Says {
  service: string;
  version: string;
  commit: string;
  readiness: 'ready' | 'degraded' | 'not-ready' | 'shutting-down';
}

export type StatusStandIn = StandIn & { says: Says };

/** A service as far as the status page asks it, until the test is finished. */
export async function startStatusStandIn(service: string): Promise<StatusStandIn> {
  const says: Says = { service, version: '1.2.3', commit: '0123abc', readiness: 'ready' };
  const standIn = await startStandIn((request, response) => {
    const { readiness, ...version } = says;
    const isServing = readiness === 'ready' || readiness === 'degraded';
    const details = { builtAt: '2026-11-24T09:30:00Z', environment: 'test', instance: `${service}-1` };
    if (request.url === '/version') sendJson(response, { ...version, ...details });
    else if (request.url !== '/readyz') sendJson(response, { status: 'alive' });
    else sendJson(response, { status: readiness, dependencies: {} }, isServing ? 200 : 503);
  });
  onTestFinished(() => standIn.close());
  return { ...standIn, says };
}
