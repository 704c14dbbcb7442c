import { Agent, request } from 'node:http';

/**
 * Sends requests one after another, over one kept connection to each server.
 *
 * @returns the time from sending each request to the end of its answer, in milliseconds
 * @throws if an answer has another status than 200
 */
export async function requestLatencies(urls: readonly string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const latencies: number[] = [];
  for (const url of urls) latencies.push(await timeRequest(url, agent));
  agent.destroy();
  return latencies;
}

function timeRequest(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const sent = request(url, { agent, timeout: 30_000 }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`${url} answered ${response.statusCode ?? 'nothing'}.`));
      });
    });
    sent.once('error', reject);
    sent.once('timeout', () => sent.destroy(new Error(`${url} did not answer within 30 s.`)));
    sent.end();
  });
}
