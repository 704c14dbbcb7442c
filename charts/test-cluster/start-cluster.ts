import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serviceCharts } from '../src/charts.ts';
import { clusterKit } from './config.ts';

const run = promisify(execFile);

declare module 'vitest' {
  export interface ProvidedContext {
    /** The variables by which kubectl and helm reach the cluster. */
    clusterVariables: Record<string, string>;
    /** Where the images are in the cluster, for `image.registry`. */
    registry: string;
  }
}

/** The tags under which the cluster knows the one build of each image: a roll-out needs two versions. */
export const versions = ['local', 'next'] as const;

/** Starts the cluster, or finds it running, and brings the images that were built last into it. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const all = join(clusterKit, 'all.sh');
  if (!existsSync(all)) {
    throw new Error(`There is no cluster kit in ${clusterKit}. Name the folder of one in CLUSTER_KIT.`);
  }
  await run(all, ['up', 'addons'], { timeout: 300_000 });
  const { stdout: exports } = await run('bash', [
    '-c',
    `eval "$('${all}' env)" && printf '%s\\n' "$KUBECONFIG" "$PATH"`,
  ]);
  const [KUBECONFIG = '', PATH = ''] = exports.split('\n');
  provide('clusterVariables', { KUBECONFIG, PATH });
  provide('registry', await loadImages());
}

async function loadImages(): Promise<string> {
  const names = serviceCharts().flatMap(({ name }) => versions.map((tag) => [name, tag] as const));
  for (const [name, tag] of names) {
    const built = `localhost/foldline/${name}:local`;
    await run('podman', ['tag', built, `localhost/foldline/${name}:${tag}`]).catch((error: unknown) => {
      throw new Error(`There is no image ${built}. Build it: npm run images:build`, { cause: error });
    });
  }
  const images = names.map(([name, tag]) => `localhost/foldline/${name}:${tag}`);
  await run(join(clusterKit, 'kube', 'cluster.sh'), ['load', ...images], { timeout: 300_000 });
  return 'localhost/foldline';
}
