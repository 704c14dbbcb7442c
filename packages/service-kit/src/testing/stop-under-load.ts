import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceProcess } from './service-process.ts';

export interface StopUnderLoadOptions {
  service: ServiceProcess;
  /** Sends one request of the client with this number, counted from 0, and resolves with the answer's status. */
  request: (client: number) => Promise<number>;
  /** How many clients send requests at once, each without a pause. */
  clients: number;
}

export interface StopUnderLoad {
  /** What came of the requests, each outcome once: a status, or the reason why there was no answer. */
  outcomes: (number | string)[];
  /** How the process ended. */
  ended: number | NodeJS.Signals;
}

/**
 * Stops a service in the way a rollout does: requests come before it is told to stop, and go on until a load balancer
 * has seen that readiness is off. The service needs a `SHUTDOWN_DELAY_MS` of some seconds, in which that is seen.
 *
 * @throws if it ends without having said that it is not ready, with what came of the requests until then
 */
export async function stopUnderLoad({
  service,
  request,
  clients,
}: StopUnderLoadOptions): Promise<StopUnderLoad> {
  const outcomes = new Set<number | string>();
  let finished = 0;
  let isDrained = false;
  async function send(client: number): Promise<void> {
    while (!isDrained) {
      outcomes.add(await request(client).catch(reasonOf));
      finished += 1;
    }
  }
  // Two rounds: the second one's requests were all sent after this was asked for.
  async function twoRounds(): Promise<void> {
    const enough = finished + 2 * clients;
    while (finished < enough) await wait(5);
  }

  const sent = Array.from({ length: clients }, (_, client) => send(client));
  try {
    await twoRounds();
    service.kill('SIGTERM');
    while (!(await isShuttingDown(service.url))) await wait(5);
    await twoRounds();
  } catch (error) {
    throw new Error(`It ended too soon; the requests: ${[...outcomes].join(', ')}`, { cause: error });
  } finally {
    isDrained = true;
  }
  await Promise.all(sent);
  return { outcomes: [...outcomes], ended: await service.ended };
}

async function isShuttingDown(url: string): Promise<boolean> {
  const readiness = (await (await fetch(`${url}/readyz`)).json()) as { status: string };
  return readiness.status === 'shutting-down';
}

/** fetch says what happened in the cause of its error. */
function reasonOf(error: unknown): string {
  return String(error instanceof Error ? (error.cause ?? error) : error);
}
