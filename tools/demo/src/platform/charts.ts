import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoFolder } from '../demo-folder.ts';
import { program } from '../program.ts';

/** The folder of what the platform is told. */
export const settings = join(demoFolder, 'platform');

/** A part of the platform that Helm installs, with its values in `platform/<name>.yaml`. */
export interface Part {
  name: string;
  namespace: string;
  chart: string;
  version: string;
}

/** The parts that need none of the others. */
export const firstParts: readonly Part[] = [
  {
    name: 'argo-cd',
    namespace: 'argocd',
    chart: 'oci://ghcr.io/argoproj/argo-helm/argo-cd',
    version: '10.4.0',
  },
  {
    name: 'argo-rollouts',
    namespace: 'argo-rollouts',
    chart: 'oci://ghcr.io/argoproj/argo-helm/argo-rollouts',
    version: '2.41.0',
  },
  {
    name: 'cert-manager',
    namespace: 'cert-manager',
    chart: 'oci://quay.io/jetstack/charts/cert-manager',
    version: 'v1.21.1',
  },
  {
    name: 'cloudnative-pg',
    namespace: 'cnpg-system',
    chart: 'oci://ghcr.io/cloudnative-pg/charts/cloudnative-pg',
    version: '0.29.0',
  },
  { name: 'traefik', namespace: 'gateways', chart: 'oci://ghcr.io/traefik/helm/traefik', version: '41.3.0' },
];

/** Looks for Argo CD's and Argo Rollouts' kinds when it starts, and needs cert-manager: it comes last. */
export const kargo: Part = {
  name: 'kargo',
  namespace: 'kargo',
  chart: 'oci://ghcr.io/akuity/kargo-charts/kargo',
  version: '1.11.2',
};

/** The version of the Gateway API that Traefik 3.7 speaks: its chart leaves the kinds to whoever installs it. */
export const gatewayKinds =
  'https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.5.1/standard-install.yaml';

/** What a part is told, read from its file. */
export async function valuesOf(name: string): Promise<Record<string, unknown>> {
  return parse(await readFile(join(settings, `${name}.yaml`), 'utf8')) as Record<string, unknown>;
}

/**
 * Installs a part, or brings it to its version and values, and waits until it is ready.
 *
 * @param own values that no file can have: passwords
 */
export async function installPart(
  part: Part,
  { context, env, own = {} }: { context: string; env: NodeJS.ProcessEnv; own?: object },
): Promise<void> {
  const { name, namespace, chart, version } = part;
  await program(
    'helm',
    [
      ...['upgrade', name, chart, '--install', '--version', version, '--kube-context', context],
      ...['--namespace', namespace, '--create-namespace', '--wait', '--timeout', '10m'],
      ...['--values', join(settings, `${name}.yaml`), '--values', '-'],
    ],
    { env, input: JSON.stringify(own), timeout: 11 * 60_000 },
  );
}
