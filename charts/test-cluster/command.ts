import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { commandEnvironment } from './config.ts';
import type { Cluster } from './start-cluster.ts';

const run = promisify(execFile);

/** The cluster that was started, for suites that are skipped where there is none. */
export function startedCluster(): Cluster {
  const cluster = inject('cluster');
  if (!cluster) throw new Error('There is no cluster; the suite should have been skipped.');
  return cluster;
}

/** Runs kubectl in a namespace and answers what it printed. */
export async function kubectl(namespace: string, ...args: string[]): Promise<string> {
  return command('kubectl', ['--namespace', namespace, ...args]);
}

/** Runs helm in a namespace and answers what it printed. */
export async function helm(namespace: string, ...args: string[]): Promise<string> {
  return command('helm', ['--namespace', namespace, ...args]);
}

async function command(program: string, args: string[]): Promise<string> {
  const env = commandEnvironment(startedCluster().variables);
  const { stdout } = await run(program, args, { env, timeout: 300_000, maxBuffer: 2 ** 24 });
  return stdout;
}
