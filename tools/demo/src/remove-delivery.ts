import { environmentNames } from './environments.ts';
import type { Kubectl } from './kubectl.ts';

/**
 * Takes the delivery and the shop out of a cluster that stays. Argo CD is told to let go first, so that it neither brings
 * anything back nor takes it away at its own pace.
 *
 * @param wait whether the namespaces have to be gone in the end, too
 */
export async function removeDelivery(kubectl: Kubectl, name: string, { wait = true } = {}): Promise<void> {
  const mine = ['--selector', `app.kubernetes.io/part-of=${name}`, '--ignore-not-found'];
  const inArgoCd = ['--namespace', 'argocd', '--ignore-not-found'];
  const remove = (...args: string[]): Promise<string> =>
    kubectl.run(['delete', ...args], { timeout: 300_000 });
  await remove('application', name, ...inArgoCd);
  await remove('applicationset', '--namespace', 'argocd', '--cascade=orphan', ...mine);
  await letGo(kubectl, name);
  await remove('application,secret', '--namespace', 'argocd', ...mine);
  await remove('projects.kargo.akuity.io', name, '--ignore-not-found');
  await Promise.all(
    environmentNames.map((environment) => removeDatabases(kubectl, `${name}-${environment}`)),
  );
  await remove('namespace', `--wait=${wait}`, ...mine);
  await remove('appproject', '--namespace', 'argocd', ...mine);
  await remove('appproject', name, ...inArgoCd);
}

async function letGo(kubectl: Kubectl, name: string): Promise<void> {
  const all = await kubectl.list<{ metadata: { name: string } }>(
    'application',
    'argocd',
    `app.kubernetes.io/part-of=${name}`,
  );
  const patch = ['--namespace', 'argocd', '--type', 'merge', '--patch', '{"metadata":{"finalizers":null}}'];
  for (const { metadata } of all) await kubectl.run(['patch', 'application', metadata.name, ...patch]);
}

/** The databases before their namespace: one that ends with it is given half an hour, and keeps it that long. */
async function removeDatabases(kubectl: Kubectl, namespace: string): Promise<void> {
  const all = ['clusters.postgresql.cnpg.io', '--all', '--namespace', namespace, '--cascade=foreground'];
  await kubectl.run(['delete', ...all, '--timeout=5m'], { timeout: 310_000 });
}
