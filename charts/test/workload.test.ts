import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { chartsDirectory } from '../src/charts.ts';
import { all, one, type Container, type Deployment, type Manifest } from './manifest.ts';
import { render } from './render.ts';

const helmIsThere = inject('tools').helms.length > 0;
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

async function deployment(chart: string, values: object = {}): Promise<Deployment> {
  return one(await render(chart, { values }), 'Deployment');
}

function container({ spec }: Deployment): Container {
  const [first] = spec.template.spec.containers;
  if (!first) throw new Error('The Deployment has no container.');
  return first;
}

describe.skipIf(!helmIsThere)('the image', () => {
  test.each([
    ['the version is its tag', { version: '1.4.2' }, 'registry.example.com/foldline/catalog:1.4.2'],
    ['a tag cannot hold a plus', { version: '1.4.2+7' }, 'registry.example.com/foldline/catalog:1.4.2-7'],
    ['one value leads a fork to its own', { image: { registry: 'ghcr.io/me' } }, 'ghcr.io/me/catalog:0.0.0'],
    ['a tag of its own', { image: { tag: 'main' } }, 'registry.example.com/foldline/catalog:main'],
    ['the digest wins', { image: { repository: 'r.io/x', tag: '1', digest } }, `r.io/x@${digest}`],
  ])('%s', async (_, values, image) => {
    expect(container(await deployment('catalog', values)).image).toBe(image);
  });

  test('is pulled as the registry asks', async () => {
    const file = join(chartsDirectory, 'recommendation', 'ci', 'nodes-values.yaml');
    const { spec } = one(await render('recommendation', { files: [file] }), 'Deployment');
    expect(spec.template.spec.imagePullSecrets).toEqual([{ name: 'registry-login' }]);
    expect(spec.template.spec.containers[0]?.imagePullPolicy).toBe('Always');
    expect(spec.template.spec.nodeSelector).toEqual({ 'kubernetes.io/arch': 'arm64' });
    expect(spec.template.spec.tolerations).toHaveLength(1);
    expect(spec.template.metadata.annotations).toMatchObject({ 'example.com/team': 'shop' });
  });
});

describe.skipIf(!helmIsThere)('the number of pods', () => {
  test('is said by replicas, unless an autoscaler says it', async () => {
    expect((await deployment('catalog', { replicas: 5 })).spec.replicas).toBe(5);

    const scaled = await render('catalog', { values: { autoscaling: { enabled: true, maxReplicas: 9 } } });
    expect(one(scaled, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(one(scaled, 'HorizontalPodAutoscaler').spec).toMatchObject({
      scaleTargetRef: { kind: 'Deployment', name: 'catalog' },
      minReplicas: 2,
      maxReplicas: 9,
    });
  });

  test('a roll-out takes no pod away before another is ready', async () => {
    const { strategy } = (await deployment('catalog')).spec;
    expect(strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
  });

  test('a drained node takes few at a time, and a pod that does not work at once', async () => {
    const { spec } = one(await render('catalog'), 'PodDisruptionBudget');
    expect(spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    const without = await render('catalog', { values: { disruptionBudget: { enabled: false } } });
    expect(all(without, 'PodDisruptionBudget')).toEqual([]);
  });

  test('pods of one roll-out are spread over zones and nodes', async () => {
    const { topologySpreadConstraints = [] } = (await deployment('catalog')).spec.template.spec;
    expect(topologySpreadConstraints.map(({ topologyKey }) => topologyKey)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    for (const { matchLabelKeys } of topologySpreadConstraints) {
      expect(matchLabelKeys).toEqual(['pod-template-hash']);
    }
  });
});

describe.skipIf(!helmIsThere)('the configuration', () => {
  const config = (manifests: Manifest[]): Record<string, string> => one(manifests, 'ConfigMap').data ?? {};

  test('numbers stay what they were written as', async () => {
    const values = { config: { CACHE_BYTES: 67108864, SEED_PRODUCTS: false, LOG_LEVEL: 'debug' } };
    expect(config(await render('catalog', { values }))).toMatchObject({
      CACHE_BYTES: '67108864',
      SEED_PRODUCTS: 'false',
      LOG_LEVEL: 'debug',
    });
  });

  test('a pod that drains longer is given longer', async () => {
    const manifests = await render('catalog', {
      values: { shutdown: { sleepSeconds: 15, delaySeconds: 10, timeoutSeconds: 60 } },
    });
    expect(config(manifests)).toMatchObject({ SHUTDOWN_DELAY_MS: '10000', SHUTDOWN_TIMEOUT_MS: '60000' });
    const { spec } = one(manifests, 'Deployment').spec.template;
    expect(spec.containers[0]?.lifecycle?.preStop?.sleep).toEqual({ seconds: 15 });
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(15 + 10 + 60);
  });

  test('peers are found by their releases, or where they are said to be', async () => {
    const values = {
      peers: {
        catalog: { release: 'b-catalog' },
        voting: { url: 'https://v.example.com' },
        recommendation: { release: '' },
      },
    };
    const data = config(await render('frontend', { values }));
    expect(data['CATALOG_URL']).toBe('http://b-catalog:8080');
    expect(data['VOTING_URL']).toBe('https://v.example.com');
    expect(data).not.toHaveProperty('RECOMMENDATION_URL');
  });

  test('another one means other pods, and the same one does not', async () => {
    const checksum = async (values: object): Promise<string | undefined> =>
      (await deployment('voting', values)).spec.template.metadata.annotations?.['checksum/config'];
    const first = await checksum({});
    expect(await checksum({ replicas: 7 })).toBe(first);
    expect(await checksum({ config: { LOG_LEVEL: 'debug' } })).not.toBe(first);
    expect(await checksum({ peers: { catalog: { release: 'other' } } })).not.toBe(first);
  });

  test('the version comes with the pod, so that an old pod which restarts keeps its own', async () => {
    const manifests = await render('catalog', { values: { version: '1.4.2' } });
    expect(container(one(manifests, 'Deployment')).env).toContainEqual({
      name: 'VERSION',
      value: '1.4.2',
    });
    expect(config(manifests)).not.toHaveProperty('VERSION');
  });

  test('a release leaves its cause for kubectl rollout history', async () => {
    const file = join(chartsDirectory, 'voting', 'ci', 'release-values.yaml');
    const { metadata } = one(await render('voting', { files: [file] }), 'Deployment');
    expect(metadata.annotations?.['kubernetes.io/change-cause']).toBe(
      '1.4.2, commit 4f2a91c, released at 2026-11-24T09:30:00Z, chart voting-v1.4.2',
    );
  });
});

describe.skipIf(!helmIsThere)('the database', () => {
  const address = (deployed: Deployment): unknown =>
    container(deployed).env?.find(({ name }) => name === 'DATABASE_URL')?.valueFrom?.secretKeyRef;

  test.each(['catalog', 'voting'])('%s is migrated before it serves, with its own image', async (chart) => {
    const deployed = await deployment(chart, { image: { digest } });
    const [migrate] = deployed.spec.template.spec.initContainers ?? [];
    expect(migrate).toMatchObject({ name: 'migrate', args: ['migrate'], image: container(deployed).image });
    expect(migrate?.env).toEqual(container(deployed).env);
    expect(container(deployed).args).toEqual(['serve']);
  });

  test.each(['frontend', 'recommendation'])('%s has none', async (chart) => {
    expect((await deployment(chart)).spec.template.spec).not.toHaveProperty('initContainers');
  });

  test('its address is in the secret that the operator writes, or in another that is named', async () => {
    expect(address(await deployment('catalog'))).toEqual({ name: 'catalog-db-app', key: 'uri' });
    const values = { database: { secret: { name: 'given', key: 'DATABASE_URL' } } };
    expect(address(await deployment('catalog', values))).toEqual({ name: 'given', key: 'DATABASE_URL' });
  });

  test('one of its own outlives the release, and acknowledges nothing that one instance alone has', async () => {
    const manifests = await render('voting', { values: { database: { cluster: { enabled: true } } } });
    const cluster = one(manifests, 'Cluster', 'voting-db');
    expect(cluster.metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
    expect(cluster.spec).toMatchObject({
      instances: 3,
      bootstrap: { initdb: { database: 'voting', owner: 'voting' } },
      postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'required' } },
    });
  });

  test('a single instance waits for no other', async () => {
    const values = { database: { cluster: { enabled: true, instances: 1 } } };
    expect(one(await render('voting', { values }), 'Cluster').spec).not.toHaveProperty('postgresql');
  });

  test('its name stays short enough for the operator, and tells long releases apart', async () => {
    const names = await Promise.all(
      ['a', 'b'].map(async (end) => {
        const values = { database: { cluster: { enabled: true } } };
        const manifests = await render('voting', { values, release: `${'voting-'.repeat(7)}${end}` });
        return one(manifests, 'Cluster').metadata.name;
      }),
    );
    for (const name of names) expect(name.length).toBeLessThanOrEqual(50);
    expect(new Set(names).size).toBe(2);
  });

  test('cannot be given and made at once', async () => {
    const values = { database: { secret: { name: 'given' }, cluster: { enabled: true } } };
    await expect(render('catalog', { values })).rejects.toThrow(
      /database\.secret\.name .* database\.cluster\.enabled/,
    );
  });
});

describe.skipIf(!helmIsThere)('secrets', () => {
  test('what signs the cookies is made up, long enough, or comes from a secret', async () => {
    const manifests = await render('frontend');
    const generated = one(manifests, 'Secret', 'frontend-generated').data?.['COOKIE_SECRETS'] ?? '';
    expect(Buffer.from(generated, 'base64').toString()).toMatch(/^[A-Za-z0-9]{48}$/);
    expect(container(one(manifests, 'Deployment')).env).toContainEqual({
      name: 'COOKIE_SECRETS',
      valueFrom: { secretKeyRef: { name: 'frontend-generated', key: 'COOKIE_SECRETS' } },
    });

    const file = join(chartsDirectory, 'frontend', 'ci', 'cookie-secret-values.yaml');
    const given = await render('frontend', { files: [file] });
    expect(all(given, 'Secret')).toEqual([]);
    expect(container(one(given, 'Deployment')).env).toContainEqual({
      name: 'COOKIE_SECRETS',
      valueFrom: { secretKeyRef: { name: 'shop-cookies', key: 'current' } },
    });
  });

  test('the catalog can be written to only with a token that was asked for', async () => {
    const names = (deployed: Deployment): string[] => (container(deployed).env ?? []).map(({ name }) => name);
    expect(names(await deployment('catalog'))).not.toContain('WRITE_TOKEN');
    expect(names(await deployment('catalog', { secrets: { WRITE_TOKEN: { name: 't' } } }))).toContain(
      'WRITE_TOKEN',
    );
  });
});

describe.skipIf(!helmIsThere)('the way in', () => {
  test('through a gateway', async () => {
    const file = join(chartsDirectory, 'frontend', 'ci', 'gateway-values.yaml');
    const { spec } = one(await render('frontend', { files: [file] }), 'HTTPRoute');
    expect(spec).toMatchObject({
      parentRefs: [{ name: 'public', namespace: 'gateways' }],
      hostnames: ['shop.example.com'],
      rules: [{ backendRefs: [{ name: 'frontend', port: 8080 }] }],
    });
    await expect(render('frontend', { values: { httpRoute: { enabled: true } } })).rejects.toThrow(
      /httpRoute\.parentRefs/,
    );
  });

  test('through an ingress controller', async () => {
    const file = join(chartsDirectory, 'frontend', 'ci', 'ingress-values.yaml');
    const { spec } = one(await render('frontend', { files: [file] }), 'Ingress');
    expect(spec).toMatchObject({
      ingressClassName: 'public',
      tls: [{ hosts: ['shop.example.com'] }],
      rules: [{ host: 'shop.example.com' }],
    });
    const open = one(await render('frontend', { values: { ingress: { enabled: true } } }), 'Ingress');
    expect(open.spec).not.toHaveProperty('rules.0.host');
  });

  test('through neither, unless it is asked for', async () => {
    const kinds = (await render('frontend')).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(kinds.filter((kind) => /Ingress|HTTPRoute|monitoring|cnpg/.test(kind))).toEqual([]);
  });
});
