import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { commandEnvironment } from './config.ts';

const run = promisify(execFile);

/** Runs kubectl in a namespace and answers what it printed. */
export async function kubectl(namespace: string, ...args: string[]): Promise<string> {
  return command('kubectl', ['--namespace', namespace, ...args]);
}

/** Runs helm in a namespace and answers what it printed. */
export async function helm(namespace: string, ...args: string[]): Promise<string> {
  return command('helm', ['--namespace', namespace, ...args]);
}

async function command(program: string, args: string[]): Promise<string> {
  const env = commandEnvironment(inject('clusterVariables'));
  const { stdout } = await run(program, args, { env, timeout: 300_000, maxBuffer: 2 ** 24 });
  return stdout;
}

/** A Service's address, which this machine, being the node, reaches. */
export async function serviceUrl(namespace: string, name: string): Promise<string> {
  const address = await kubectl(namespace, 'get', 'service', name, '--output', 'jsonpath={.spec.clusterIP}');
  return `http://${address}:8080`;
}

/** What `GET /version` of a service answers. */
export async function versionOf(url: string): Promise<{ version: string; instance: string }> {
  const response = await fetch(`${url}/version`, { signal: AbortSignal.timeout(10_000) });
  return (await response.json()) as { version: string; instance: string };
}
