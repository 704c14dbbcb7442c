import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { serviceCharts } from '../src/charts.ts';
import { clusterKit, isRequired } from './config.ts';

const run = promisify(execFile);
const startTimeoutMs = 300_000;

/** A cluster with the images in it. */
export interface Cluster {
  /** The variables by which kubectl and helm reach it. */
  variables: Record<string, string>;
  /** Where the images are in it, for `image.registry`. */
  registry: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is no kit that starts one. */
    cluster: Cluster | null;
  }
}

/** The tags under which the cluster knows the one build of each image: a roll-out needs two versions. */
export const versions = ['local', 'next'] as const;

/** Starts the cluster, or finds it running, and brings the images that were built last into it. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const all = join(clusterKit, 'all.sh');
  if (!existsSync(all)) {
    const message = `There is no cluster kit in ${clusterKit}. Name the folder of one in CLUSTER_KIT.`;
    if (isRequired) throw new Error(message);
    process.stderr.write(`test:cluster is skipped. ${message}\n`);
    provide('cluster', null);
    return;
  }
  await run(all, ['up', 'addons'], { timeout: startTimeoutMs });
  const { stdout: exports } = await run('bash', [
    '-c',
    `eval "$('${all}' env)" && printf '%s\n' "$KUBECONFIG" "$PATH"`,
  ]);
  const [KUBECONFIG = '', PATH = ''] = exports.split('\n');
  provide('cluster', { variables: { KUBECONFIG, PATH }, registry: await loadImages() });
}

async function loadImages(): Promise<string> {
  const registry = 'localhost/foldline';
  const cluster = join(clusterKit, 'kube', 'cluster.sh');
  const [version, ...others] = versions;
  const images = serviceCharts().map(({ name }) => `${registry}/${name}`);
  for (const image of images) {
    await run('podman', ['image', 'exists', `${image}:${version}`]).catch((error: unknown) => {
      throw new Error(`There is no image ${image}:${version}. Build it: npm run images:build`, {
        cause: error,
      });
    });
  }
  await run(cluster, ['load', ...images.map((image) => `${image}:${version}`)], { timeout: startTimeoutMs });
  for (const image of images) {
    for (const other of others) {
      await run(cluster, ['ctr', 'images', 'tag', '--force', `${image}:${version}`, `${image}:${other}`]);
    }
  }
  return registry;
}
