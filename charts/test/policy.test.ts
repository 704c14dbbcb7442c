import { describe, expect, inject, test } from 'vitest';
import { examples } from './examples.ts';
import { all, podsOf, selects, type Container, type Manifest, type PodSpec } from './manifest.ts';
import { render } from './render.ts';

/** What must hold for whatever any chart renders. Each rule answers its complaints. */
const rules: Record<string, (manifests: Manifest[]) => string[]> = {
  'Pod Security Standard: restricted': (manifests) =>
    podsOf(manifests).flatMap(({ of, spec }) => [
      ...complaints(of, {
        'shares the host’s namespaces': spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC ?? false,
        'may run as root': spec.securityContext?.runAsNonRoot !== true,
        'has no seccomp profile': spec.securityContext?.seccompProfile?.type !== 'RuntimeDefault',
        'has volumes other than emptyDir': spec.volumes?.some(({ emptyDir }) => !emptyDir) ?? false,
      }),
      ...containersOf(spec).flatMap(({ name, securityContext }) =>
        complaints(`${of}, ${name}`, {
          'may escalate privileges': securityContext?.allowPrivilegeEscalation !== false,
          'is privileged': securityContext?.privileged === true,
          'keeps capabilities': securityContext?.capabilities?.drop?.includes('ALL') !== true,
          'adds capabilities': (securityContext?.capabilities?.add ?? []).length > 0,
        }),
      ),
    ]),

  'stricter than that: read-only, without a token, as a user of no system': (manifests) =>
    podsOf(manifests).flatMap(({ of, spec }) => [
      ...complaints(of, {
        'carries a token of the Kubernetes API': spec.automountServiceAccountToken !== false,
        'runs as a low uid': (spec.securityContext?.runAsUser ?? 0) < 10_000,
      }),
      ...containersOf(spec).flatMap(({ name, securityContext, volumeMounts = [] }) =>
        complaints(`${of}, ${name}`, {
          'can write to its root': securityContext?.readOnlyRootFilesystem !== true,
          'can write elsewhere than to /tmp': volumeMounts.some(({ mountPath }) => mountPath !== '/tmp'),
        }),
      ),
    ]),

  'images by version or digest': (manifests) =>
    containers(manifests).flatMap(([of, { image }]) =>
      complaints(of, {
        [`runs ${image}`]: !/(:[^/:]+|@sha256:[0-9a-f]{64})$/.test(image) || image.endsWith(':latest'),
      }),
    ),

  'resources: requests, and a limit to memory': (manifests) =>
    containers(manifests).flatMap(([of, { resources }]) =>
      complaints(of, {
        'requests no processor': resources?.requests?.['cpu'] === undefined,
        'requests no memory': resources?.requests?.['memory'] === undefined,
        'has no limit to its memory': resources?.limits?.['memory'] === undefined,
      }),
    ),

  'three probes of different purpose, and time to go': (manifests) =>
    all(manifests, 'Deployment').flatMap((deployment) => {
      const { spec } = deployment.spec.template;
      return spec.containers.flatMap((container) => {
        const { name, startupProbe, readinessProbe, livenessProbe, lifecycle } = container;
        const pause = lifecycle?.preStop?.sleep?.seconds ?? 0;
        return complaints(name, {
          'has no startup probe': startupProbe === undefined,
          'is not asked whether it is ready': readinessProbe?.httpGet.path !== '/readyz',
          'is not asked whether it lives': livenessProbe?.httpGet.path !== '/livez',
          'goes before the cluster has noticed': pause < 1,
          'is killed while it sleeps': (spec.terminationGracePeriodSeconds ?? 30) <= pause,
          'is asked at a port that it has not': [startupProbe, readinessProbe, livenessProbe].some(
            (probe) => !container.ports?.some((port) => port.name === probe?.httpGet.port),
          ),
        });
      });
    }),

  'a network policy for both directions selects every pod': (manifests) =>
    podsOf(manifests).flatMap(({ of, metadata }) => {
      const policies = all(manifests, 'NetworkPolicy').filter(({ spec }) =>
        selects(spec.podSelector, metadata.labels),
      );
      const types = policies.flatMap(({ spec }) => spec.policyTypes);
      return complaints(of, {
        'takes connections from anywhere': !types.includes('Ingress'),
        'opens connections to anywhere': !types.includes('Egress'),
      });
    }),

  'a service meets exactly the pods of one workload, at a port that they name': (manifests) =>
    all(manifests, 'Service').flatMap(({ metadata, spec }) => {
      const selected = podsOf(manifests).filter((pod) =>
        selects({ matchLabels: spec.selector }, pod.metadata.labels),
      );
      const names = selected.flatMap((pod) => pod.spec.containers.flatMap(({ ports = [] }) => ports));
      return complaints(`Service ${metadata.name}`, {
        [`selects ${selected.length} workloads`]: selected.length !== 1,
        'leads to a port that its pods have not': spec.ports.some(
          ({ targetPort }) => !names.some(({ name }) => name === targetPort),
        ),
      });
    }),

  'every object says whose it is': (manifests) =>
    manifests.flatMap(({ kind, metadata: { name, namespace, labels = {} } }) =>
      complaints(`${kind} ${name}`, {
        'names a namespace, which is the release’s matter': namespace !== undefined,
        'has no name and instance':
          !labels['app.kubernetes.io/name'] || !labels['app.kubernetes.io/instance'],
      }),
    ),

  'labels are what Kubernetes takes for labels': (manifests) =>
    [...manifests.map(({ metadata }) => metadata), ...podsOf(manifests).map(({ metadata }) => metadata)]
      .flatMap(({ labels = {} }) => Object.entries(labels))
      .filter(([, value]) => !/^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/.test(value))
      .map(([key, value]) => `${key}: ${value}`),

  'what a pod reads is there, or comes from a secret that is named to people': (manifests) =>
    containers(manifests).flatMap(([of, { envFrom = [] }]) =>
      complaints(of, {
        'reads a ConfigMap that is not there': envFrom.some(
          ({ configMapRef }) =>
            !all(manifests, 'ConfigMap').some(({ metadata }) => metadata.name === configMapRef.name),
        ),
      }),
    ),
};

function complaints(of: string, problems: Record<string, boolean>): string[] {
  return Object.entries(problems)
    .filter(([, holds]) => holds)
    .map(([problem]) => `${of} ${problem}`);
}

function containersOf(spec: PodSpec): Container[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

function containers(manifests: Manifest[]): [string, Container][] {
  return podsOf(manifests).flatMap(({ of, spec }) =>
    containersOf(spec).map((container): [string, Container] => [`${of}, ${container.name}`, container]),
  );
}

describe.skipIf(inject('tools').helms.length === 0)('every example keeps the rules', () => {
  test.each(examples())('$chart, $name', async ({ chart, files, values }) => {
    const manifests = await render(chart, { files, values });
    expect(podsOf(manifests).length).toBeGreaterThan(0);
    for (const [rule, check] of Object.entries(rules)) expect(check(manifests), rule).toEqual([]);
  });
});
