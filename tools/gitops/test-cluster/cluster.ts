import { Kubectl } from '@foldline/demo/kubectl';
import type { Forge, ImageStore } from '@foldline/demo/platform';
import { program } from '@foldline/demo/program';
import { inject } from 'vitest';
import type { StartedCluster } from './start-cluster.ts';

/** The cluster that was started, and what works with it. */
export interface Cluster extends StartedCluster {
  env: NodeJS.ProcessEnv;
  kubectl: Kubectl;
  /** The forge, with the account that owns what the tests make there. */
  forge: Forge;
  store: Pick<ImageStore, 'ctr'>;
}

/** The cluster, for suites that are skipped where there is none. */
export function cluster(): Cluster {
  const started = inject('gitopsCluster');
  if (!started) throw new Error('There is no cluster; the suite should have been skipped.');
  const env = { ...process.env, ...started.variables };
  const { FORGE_URL: url = '', FORGE_USER: user = '', FORGE_TOKEN: token = '' } = started.variables;
  const otherClusterUrl = url.replace('127.0.0.1', 'localhost');
  return {
    ...started,
    env,
    kubectl: new Kubectl('kubekit', env),
    forge: { url, clusterUrl: url, otherClusterUrl, user, token },
    store: { ctr: (args) => program(started.clusterScript, ['ctr', ...args], { env }) },
  };
}
