import { setTimeout as wait } from 'node:timers/promises';

export interface LoadOptions {
  /** The addresses of the instances. Requests go to those that are ready, as from a load balancer. */
  instances: readonly string[];
  /** Sends one request to an instance; throws when the answer is not the right one. */
  send: (instance: string) => Promise<void>;
}

export interface Load {
  /** Ends the load, and says how it went. */
  stop: () => Promise<{ succeeded: number; failures: string[] }>;
}

const connections = 8;
const probeEveryMs = 50;

/** Sends requests until it is stopped, a few at a time. */
export function startLoad({ instances, send }: LoadOptions): Load {
  let ready = [...instances];
  let isStopped = false;
  let succeeded = 0;
  const failures: string[] = [];
  const probe = async (): Promise<void> => {
    while (!isStopped) {
      const answers = await Promise.all(instances.map(isReady));
      ready = instances.filter((_instance, index) => answers[index]);
      await wait(probeEveryMs);
    }
  };
  const work = async (): Promise<void> => {
    for (let turn = 0; !isStopped; turn += 1) {
      const instance = ready[turn % ready.length];
      try {
        if (instance === undefined) throw new Error('No instance was ready.');
        await send(instance);
        succeeded += 1;
      } catch (error) {
        failures.push(String(error instanceof Error ? (error.cause ?? error) : error));
        await wait(probeEveryMs);
      }
    }
  };
  const all = Promise.all([probe(), ...Array.from({ length: connections }, work)]);
  return {
    async stop() {
      isStopped = true;
      await all;
      return { succeeded, failures };
    },
  };
}

async function isReady(instance: string): Promise<boolean> {
  const answer = await fetch(`${instance}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  return answer?.status === 200;
}
