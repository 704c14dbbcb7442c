import { join } from 'node:path';
import { clusterKit, postgresqlImage } from '@foldline/charts/cluster-config';
import { loadImages, startKit } from '@foldline/charts/cluster-kit';
import type { TestProject } from 'vitest/node';

/** A cluster with Argo CD, Kargo and a forge, and the images in it. */
export interface StartedCluster {
  /** The variables by which programs reach it: KUBECONFIG, PATH, FORGE_URL, FORGE_USER, FORGE_TOKEN. */
  variables: Record<string, string>;
  /** The kit's script that runs containerd's ctr on the node: `ctr`, and its arguments. */
  clusterScript: string;
  /** The databases' image in it. */
  postgresql: string;
  /** The images' digests by service. */
  digests: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is no kit that starts one. */
    gitopsCluster: StartedCluster | null;
  }
}

/** Starts the cluster, or finds it running, and brings the images that were built last into it. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const variables = await startKit('test:gitops', ['addons', 'gitops']);
  if (!variables) {
    provide('gitopsCluster', null);
    return;
  }
  const { digests } = await loadImages(['local']);
  const clusterScript = join(clusterKit, 'kube', 'cluster.sh');
  provide('gitopsCluster', { variables, clusterScript, postgresql: postgresqlImage, digests });
}
