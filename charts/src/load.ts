import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { missingParts } from './page.ts';

/** Requests that go on until they are stopped. */
export interface Load {
  /** What has failed so far, in words. */
  failures: string[];
  /** How many requests were answered as they should be. */
  answered(): number;
  stop(): Promise<void>;
}

/** One request of a load, on a connection of the agent's; it throws when the answer is not what it should be. */
export type Ask = (agent: Agent) => Promise<void>;

const timeoutMs = 10_000;

/**
 * Asks all the time, on connections that are kept and on new ones: the first must be told that a pod goes, the second
 * must not be led to one that is gone.
 */
export function startLoad(ask: Ask): Load {
  const kept = new Agent({ keepAlive: true, maxSockets: 4 });
  const fresh = new Agent({ keepAlive: false });
  const failures: string[] = [];
  let answered = 0;
  let isStopped = false;
  const askOnAndOn = async (agent: Agent): Promise<void> => {
    while (!isStopped) {
      try {
        await ask(agent);
        answered += 1;
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
      await wait(20);
    }
  };
  const workers = [kept, kept, kept, kept, fresh, fresh].map(askOnAndOn);
  return {
    failures,
    answered: () => answered,
    async stop() {
      isStopped = true;
      await Promise.all(workers);
      kept.destroy();
    },
  };
}

/** Asks for a page and expects all of it. */
export function getPage(url: string): Ask {
  return async (agent) => {
    const { status, body } = await send(agent, 'GET', url);
    if (status !== 200) throw new Error(`GET ${url} answered ${status}`);
    const missing = missingParts(body);
    if (missing.length > 0) throw new Error(`GET ${url} misses a part: ${missing.join(' ')}`);
  };
}

/** Sends one request and answers all of what came back. */
export async function send(
  agent: Agent,
  method: string,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers, timeout: timeoutMs }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
      response.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${url} was not answered in time`)));
    sent.on('error', reject);
    sent.end();
  });
}
