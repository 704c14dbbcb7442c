import { clusterKit, postgresqlImage } from '@foldline/charts/cluster-config';
import { startKit } from '@foldline/charts/cluster-kit';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** A cluster that has the platform, and a forge. */
export interface Cluster {
  /** The variables by which programs reach it: KUBECONFIG, PATH, FORGE_URL, FORGE_USER, FORGE_TOKEN. */
  variables: Record<string, string>;
  /** What runs containerd's ctr on its node. */
  ctr: string;
  /** The databases' image in it. */
  postgresql: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is no kit that starts one. */
    demoCluster: Cluster | null;
  }
}

/** Starts the cluster, or finds it running. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const variables = await startKit('test:demo', ['addons', 'gitops']);
  const ctr = `${join(clusterKit, 'kube', 'cluster.sh')} ctr`;
  provide('demoCluster', variables ? { variables, ctr, postgresql: postgresqlImage } : null);
}
