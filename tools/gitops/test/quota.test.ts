import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { all, type KubernetesObject } from './objects.ts';
import { policy, render } from './render.ts';
import { ServiceCharts } from './service-charts.ts';

interface Requests {
  resources: { requests: { cpu: string; memory: string } };
}

interface Deployment extends KubernetesObject {
  spec: {
    replicas?: number;
    strategy: { rollingUpdate: { maxSurge: number } };
    template: { spec: { containers: [Requests] } };
  };
}

interface Autoscaler extends KubernetesObject {
  spec: { maxReplicas: number };
}

interface Database extends KubernetesObject {
  spec: Requests & { instances: number; storage: { size: string } };
}

describe.skipIf(inject('helm') === undefined)('the quota', () => {
  let charts: ServiceCharts;
  beforeAll(async () => {
    charts = await ServiceCharts.build(policy.services);
  });
  afterAll(() => charts.remove());

  test.each(policy.environments)(
    'of $name has room for all that its values ask for, with every service at its most and being rolled out',
    async ({ name }) => {
      const quota = all(await render(), 'ResourceQuota').find(
        ({ metadata }) => metadata.namespace === `foldline-${name}`,
      );
      const asked = { 'requests.cpu': 0, 'requests.memory': 0, 'requests.storage': 0, pods: 0 };
      const ask = (pods: number, { resources: { requests } }: Requests, storage = '0'): void => {
        asked.pods += pods;
        asked['requests.cpu'] += pods * amount(requests.cpu);
        asked['requests.memory'] += pods * amount(requests.memory);
        asked['requests.storage'] += pods * amount(storage);
      };
      for (const service of policy.services) {
        const objects = await charts.render(service, name);
        const ofKind = (kind: string): KubernetesObject | undefined =>
          objects.find((object) => object.kind === kind);
        const { spec: pods } = ofKind('Deployment') as Deployment;
        const most = (ofKind('HorizontalPodAutoscaler') as Autoscaler | undefined)?.spec.maxReplicas;
        const count = (most ?? pods.replicas ?? 1) + pods.strategy.rollingUpdate.maxSurge;
        ask(count, pods.template.spec.containers[0]);
        const database = ofKind('Cluster') as Database | undefined;
        if (database) ask(database.spec.instances, database.spec, database.spec.storage.size);
      }
      for (const [resource, most] of Object.entries(asked)) {
        expect(most, resource).toBeGreaterThan(0);
        expect(most, resource).toBeLessThanOrEqual(amount(quota?.spec.hard[resource] ?? '0'));
      }
    },
  );
});

const units: Record<string, number> = { m: 0.001, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

/** A quantity of Kubernetes, in cores, bytes or pieces. */
function amount(quantity: string): number {
  const [, number, unit] = /^([\d.]+)(m|Mi|Gi|Ti)?$/.exec(quantity) ?? [];
  return Number(number) * (unit === undefined ? 1 : (units[unit] ?? NaN));
}
