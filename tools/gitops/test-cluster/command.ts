import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { Cluster } from './start-cluster.ts';

const run = promisify(execFile);

/** The cluster that was started, for suites that are skipped where there is none. */
export function startedCluster(): Cluster {
  const cluster = inject('gitopsCluster');
  if (!cluster) throw new Error('There is no cluster; the suite should have been skipped.');
  return cluster;
}

/** Runs a program with the cluster's variables, and answers what it printed. */
export async function command(
  program: string,
  args: readonly string[],
  { directory, env }: { directory?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { stdout } = await run(program, args, {
    cwd: directory,
    env: { ...process.env, ...startedCluster().variables, ...env },
    timeout: 120_000,
    maxBuffer: 2 ** 24,
  });
  return stdout;
}

/** Runs kubectl. */
export function kubectl(...args: string[]): Promise<string> {
  return command('kubectl', args);
}

/** Applies objects. */
export async function apply(...objects: object[]): Promise<void> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const child = run('kubectl', ['apply', '--filename', '-'], {
    env: { ...process.env, ...startedCluster().variables },
  });
  child.child.stdin?.end(list);
  await child;
}

/** Reads objects of a kind. */
export async function read<Item>(kind: string, namespace: string): Promise<Item[]> {
  const printed = await kubectl('get', kind, '--namespace', namespace, '--output', 'json');
  return (JSON.parse(printed) as { items: Item[] }).items;
}
