import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Checkout } from './checkout.ts';
import { environmentNames } from './environments.ts';
import type { ForgeRepository } from './gitea.ts';
import type { Kubectl } from './kubectl.ts';
import type { Forge } from './platform/platform.ts';
import { until } from './until.ts';

export interface Place {
  name: string;
  kubectl: Kubectl;
  forge: Forge;
  repository: ForgeRepository;
}

/** Has Argo CD deliver the shop, as docs/how-to/install-on-your-cluster.md says. */
export async function bootstrapDelivery(checkout: Checkout, place: Place): Promise<void> {
  const { kubectl, name } = place;
  await kubectl.apply(...argoCdSecrets(place));
  const manifest = join(checkout.folder, 'env-repo/bootstrap.yaml');
  await kubectl.run(['apply', '--server-side', '--force-conflicts', '--filename', manifest]);
  for (const environment of environmentNames) {
    const namespace = `${name}-${environment}`;
    await until(() => kubectl.has('namespace', namespace), {
      otherwise: `there is no namespace ${namespace}. See what Argo CD says: kubectl --context ${kubectl.context} describe application ${name} --namespace argocd`,
      seconds: 120,
    });
    await createCookieSecret(kubectl, namespace);
  }
}

/** Lets Kargo write to the repository. */
export async function allowKargo({ name, kubectl, forge, repository }: Place): Promise<void> {
  await until(() => kubectl.has('namespace', name), {
    otherwise: `Kargo's project ${name} is not there`,
    seconds: 120,
  });
  await kubectl.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'env-repo', namespace: name, labels: { 'kargo.akuity.io/cred-type': 'git' } },
    stringData: { repoURL: repository.clusterUrl, username: forge.user, password: forge.token },
  });
}

/** The repository, for Argo CD: under each of its two addresses. */
function argoCdSecrets({ name, forge, repository }: Place): object[] {
  return [repository.clusterUrl, repository.otherClusterUrl].map((url, index) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${name}-${index}`,
      namespace: 'argocd',
      labels: { 'argocd.argoproj.io/secret-type': 'repository', 'app.kubernetes.io/part-of': name },
    },
    stringData: { type: 'git', url, username: forge.user, password: forge.token },
  }));
}

/** What signs the voters' cookies is made once: another one would forget who has voted. */
async function createCookieSecret(kubectl: Kubectl, namespace: string): Promise<void> {
  if (await kubectl.has('secret', 'frontend-cookies', namespace)) return;
  await kubectl.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'frontend-cookies', namespace },
    stringData: { 'cookie-secrets': randomBytes(32).toString('base64') },
  });
}
