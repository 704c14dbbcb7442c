import type { Kubectl } from './kubectl.ts';
import { until } from './until.ts';

interface Application {
  metadata: { name: string; labels?: Record<string, string> };
  status?: { sync?: { status?: string }; health?: { status?: string } };
}

/** What Argo CD says of the service of an environment. */
export interface Standing {
  service: string;
  environment: string;
  version: string;
  sync: string;
  health: string;
}

/** Each service in each environment that it has come to. */
export async function standings(kubectl: Kubectl, name: string): Promise<Standing[]> {
  const all = await kubectl.list<Application>('application', 'argocd', `app.kubernetes.io/part-of=${name}`);
  return all.map(({ metadata: { labels = {} }, status }) => ({
    service: labels['app.kubernetes.io/name'] ?? '',
    environment: labels['environment'] ?? '',
    version: labels['app.kubernetes.io/version'] ?? '',
    sync: status?.sync?.status ?? 'Unknown',
    health: status?.health?.status ?? 'Unknown',
  }));
}

/** Waits until all of so many applications are what git says, and healthy. */
export async function untilHealthy(
  kubectl: Kubectl,
  name: string,
  { count, seconds }: { count: number; seconds: number },
): Promise<void> {
  let left: string[] = [];
  await until(
    async () => {
      const all = await standings(kubectl, name);
      left = all
        .filter(({ sync, health }) => sync !== 'Synced' || health !== 'Healthy')
        .map(({ service, environment, sync, health }) => `${service} in ${environment} ${sync}, ${health}`);
      if (all.length < count) left.push(`${all.length} of ${count} are there`);
      if (left.length > 0) throw new Error(left.join('; '));
      return true;
    },
    { otherwise: 'not all applications are healthy', seconds },
  );
}

/** Waits until an environment runs a version of a service, and it is healthy. */
export async function untilRuns(
  kubectl: Kubectl,
  name: string,
  wanted: { service: string; environment: string; version: string },
): Promise<void> {
  const { service, environment, version } = wanted;
  const label = 'jsonpath={.spec.template.metadata.labels.app\\.kubernetes\\.io/version}';
  const deployment = ['deployment', service, '--namespace', `${name}-${environment}`];
  await until(
    async () => {
      const running = await kubectl.run(['get', ...deployment, '--output', label]);
      if (running !== version) throw new Error(`it runs ${running}`);
      await kubectl.run(['rollout', 'status', ...deployment, '--timeout', '5s']);
      return true;
    },
    { otherwise: `${environment} does not run ${service} ${version}`, seconds: 240 },
  );
}
