import type { TestProject } from 'vitest/node';
import { loadImages, startKit } from './cluster-kit.ts';

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
  const variables = await startKit('test:cluster', ['addons']);
  const images = variables && (await loadImages(versions));
  provide('cluster', variables && images ? { variables, registry: images.registry } : null);
}
