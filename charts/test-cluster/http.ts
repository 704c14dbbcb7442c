import { kubectl } from './command.ts';

/** A Service's address, which this machine, being the node, reaches. */
export async function serviceUrl(namespace: string, name: string): Promise<string> {
  const address = await kubectl(namespace, 'get', 'service', name, '--output', 'jsonpath={.spec.clusterIP}');
  return `http://${address}:8080`;
}

/** Asks once. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
}

/** What `GET /version` of a service answers. */
export async function versionOf(url: string): Promise<{ version: string; instance: string }> {
  const response = await get(`${url}/version`);
  return (await response.json()) as { version: string; instance: string };
}
