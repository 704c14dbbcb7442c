import { loadImages, startKit } from '@foldline/charts/cluster-kit';
import type { TestProject } from 'vitest/node';

/** A cluster with Argo CD, Kargo and a forge, and the images in it. */
export interface Cluster {
  /** The variables by which programs reach it: KUBECONFIG, PATH, FORGE_URL, FORGE_USER, FORGE_TOKEN. */
  variables: Record<string, string>;
  /** Where the images are in it. */
  registry: string;
  /** Their digests by service. */
  digests: Record<string, string>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** `null` where there is no kit that starts one. */
    gitopsCluster: Cluster | null;
  }
}

/** The versions that the tests release of each service, as tags of its one image. */
const versions = ['0.1.0', '0.1.1', '0.1.2', '0.1.3', '0.1.4', '0.2.0'] as const;

/** Starts the cluster, or finds it running, and brings the images that were built last into it. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const variables = await startKit('test:gitops', ['addons', 'gitops']);
  provide('gitopsCluster', variables ? { variables, ...(await loadImages(versions)) } : null);
}
