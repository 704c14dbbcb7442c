import { createMetrics } from '@foldline/service-kit/metrics';
import { customMetrics } from './kube-state-metrics.ts';

// What the Prometheus operator adds to all that a PodMonitor brings.
const targetLabels = ['namespace', 'job', 'pod'];

/** Of Argo CD's metrics (docs/operator-manual/metrics.md, 3.5) the one that is used, with its labels as it tells them. */
const argoCd: [string, string[]][] = [
  [
    'argocd_app_info',
    [
      'autosync_enabled',
      'dest_namespace',
      'dest_server',
      'health_status',
      'name',
      'namespace',
      'operation',
      'project',
      'repo',
      'sync_status',
    ],
  ],
];

/** Every metric that there is, with its labels: of the services, of Argo CD, and what kube-state-metrics tells of Kargo. */
export async function knownMetrics(): Promise<Map<string, string[]>> {
  return new Map([['up', targetLabels], ...(await serviceMetrics()), ...argoCd, ...customMetrics()]);
}

/** What a service's /metrics has once it has answered, and has called a peer. */
async function serviceMetrics(): Promise<[string, string[]][]> {
  const metrics = createMetrics();
  metrics.observeServerRequest({ method: 'GET', route: '/', status: 200 }, 0.1);
  metrics.observeClientRequest({ peer: 'catalog', method: 'GET', outcome: '200' }, 0.1);
  metrics.setCircuitOpen('catalog', false);
  const text = await metrics.registry.metrics();
  const labels = new Map<string, Set<string>>();
  for (const [, name = '', type] of text.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
    const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const suffix of suffixes) labels.set(name + suffix, new Set(targetLabels));
  }
  for (const [, name = '', list = ''] of text.matchAll(/^(\w+)\{(.*)\} /gm))
    for (const [, label = ''] of list.matchAll(/(\w+)="/g)) labels.get(name)?.add(label);
  return [...labels].map(([name, set]) => [name, [...set]]);
}
