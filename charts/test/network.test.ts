import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { repository, serviceCharts } from '../src/charts.ts';
import { all, one, selects, type Manifest, type NetworkPeer, type NetworkPolicy } from './manifest.ts';
import { render } from './render.ts';

/** The end of a connection: labels of a pod and of its namespace. */
interface End {
  labels: Record<string, string>;
  namespace: Record<string, string>;
}

const shop = { 'kubernetes.io/metadata.name': 'shop' };
const port = 8080;

function pod(name: string, instance = name): End {
  return {
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance },
    namespace: shop,
  };
}

const dns: End = {
  labels: { 'k8s-app': 'kube-dns' },
  namespace: { 'kubernetes.io/metadata.name': 'kube-system' },
};
const prometheus: End = {
  labels: { 'app.kubernetes.io/name': 'prometheus' },
  namespace: { 'kubernetes.io/metadata.name': 'monitoring' },
};
const operator: End = {
  labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
  namespace: { 'kubernetes.io/metadata.name': 'cnpg-system' },
};
const foreign: End = { labels: { app: 'x' }, namespace: { 'kubernetes.io/metadata.name': 'elsewhere' } };
const gateway: End = { labels: { app: 'gw' }, namespace: { 'kubernetes.io/metadata.name': 'gateways' } };
const database = (of: string): End => ({ labels: { 'cnpg.io/cluster': `${of}-db` }, namespace: shop });

/** Whether the policies of the namespace `shop` let one end connect to another, as a cluster decides it. */
function allows(policies: NetworkPolicy[], from: End, to: End, atPort: number): boolean {
  return sends(policies, from, to, atPort) && receives(policies, from, to, atPort);
}

function sends(policies: NetworkPolicy[], from: End, to: End, atPort: number): boolean {
  const own = applying(policies, from, 'Egress');
  const rules = own.flatMap(({ spec }) => spec.egress ?? []);
  return own.length === 0 || rules.some((rule) => matches(rule.to, to) && hasPort(rule.ports, atPort));
}

function receives(policies: NetworkPolicy[], from: End, to: End, atPort: number): boolean {
  const own = applying(policies, to, 'Ingress');
  const rules = own.flatMap(({ spec }) => spec.ingress ?? []);
  return own.length === 0 || rules.some((rule) => matches(rule.from, from) && hasPort(rule.ports, atPort));
}

function applying(policies: NetworkPolicy[], end: End, type: string): NetworkPolicy[] {
  if (end.namespace !== shop) return [];
  return policies.filter(
    ({ spec }) => spec.policyTypes.includes(type) && selects(spec.podSelector, end.labels),
  );
}

function matches(peers: NetworkPeer[] | undefined, end: End): boolean {
  if (peers === undefined) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock) return false;
    const inNamespace = namespaceSelector
      ? selects(namespaceSelector, end.namespace)
      : end.namespace === shop;
    return inNamespace && selects(podSelector ?? {}, end.labels);
  });
}

function hasPort(ports: { port: number }[] | undefined, atPort: number): boolean {
  return ports === undefined || ports.some((candidate) => candidate.port === atPort);
}

describe.skipIf(inject('tools').helms.length === 0)('in a namespace with the whole shop', () => {
  const charts = serviceCharts();
  const policies: NetworkPolicy[] = [];
  beforeAll(async () => {
    const rendered = await Promise.all(
      charts.map(({ name, imports }) =>
        render(name, {
          values: imports.includes('database') ? { database: { cluster: { enabled: true } } } : {},
        }),
      ),
    );
    policies.push(...rendered.flatMap((manifests) => all(manifests, 'NetworkPolicy')));
  });

  test('who may call whom is what the services say they call', () => {
    for (const from of charts) {
      const allowed = charts
        .filter((to) => to !== from && allows(policies, pod(from.name), pod(to.name), port))
        .map(({ name }) => name);
      expect(allowed, from.name).toEqual(peersOf(from.name));
    }
  });

  test('a service reaches its own database, and no other', () => {
    const owners = charts.filter(({ imports }) => imports.includes('database'));
    for (const from of charts) {
      const reached = owners.filter(({ name }) => allows(policies, pod(from.name), database(name), 5432));
      expect(
        reached.map(({ name }) => name),
        from.name,
      ).toEqual(owners.includes(from) ? [from.name] : []);
    }
  });

  test('a database talks to itself, its operator, its service and nobody else', () => {
    const own = database('voting');
    expect(allows(policies, own, own, 5432)).toBe(true);
    expect(allows(policies, operator, own, 8000)).toBe(true);
    expect(allows(policies, pod('voting'), own, 8000)).toBe(false);
    expect(allows(policies, foreign, own, 5432)).toBe(false);
    expect(allows(policies, own, database('catalog'), 5432)).toBe(false);
    expect(allows(policies, own, pod('voting'), port)).toBe(false);
  });

  test('everybody asks the DNS, and reaches nothing else outside', () => {
    for (const { name } of charts) {
      expect(allows(policies, pod(name), dns, 53), name).toBe(true);
      expect(allows(policies, pod(name), foreign, 443), name).toBe(false);
    }
  });

  test('the frontend is open to gateways, and nothing else to anything', () => {
    for (const { name } of charts) {
      expect(allows(policies, gateway, pod(name), port), name).toBe(name === 'frontend');
      expect(allows(policies, gateway, pod(name), 9229), name).toBe(false);
    }
  });

  test('helm test comes in, and reaches nothing but its release', () => {
    for (const { name } of charts) {
      const tester = pod(`${name}-test`, name);
      const reached = charts.filter((to) => allows(policies, tester, pod(to.name), port));
      expect(
        reached.map((chart) => chart.name),
        name,
      ).toEqual([name]);
    }
  });
});

describe.skipIf(inject('tools').helms.length === 0)('one value', () => {
  const policyOf = (manifests: Manifest[], name: string): NetworkPolicy =>
    one(manifests, 'NetworkPolicy', name);

  test('lets Prometheus in', async () => {
    const plain = policyOf(await render('voting'), 'voting');
    expect(receives([plain], prometheus, pod('voting'), port)).toBe(false);
    const values = { monitoring: { podMonitor: { enabled: true } } };
    const watched = policyOf(await render('voting', { values }), 'voting');
    expect(receives([watched], prometheus, pod('voting'), port)).toBe(true);
    expect(receives([watched], foreign, pod('voting'), port)).toBe(false);
  });

  test('shuts the frontend to all but one gateway', async () => {
    const values = {
      networkPolicy: {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }],
      },
    };
    const policy = policyOf(await render('frontend', { values }), 'frontend');
    expect(receives([policy], gateway, pod('frontend'), port)).toBe(true);
    expect(receives([policy], foreign, pod('frontend'), port)).toBe(false);
  });

  test('takes a service to another release of its peer, and no more to the first', async () => {
    const values = { peers: { catalog: { release: 'b-catalog' } } };
    const policy = policyOf(await render('voting', { values, release: 'b-voting' }), 'b-voting');
    const from = pod('voting', 'b-voting');
    expect(sends([policy], from, pod('catalog', 'b-catalog'), port)).toBe(true);
    expect(sends([policy], from, pod('catalog'), port)).toBe(false);
  });

  test('says where a given database is', async () => {
    const values = { database: { to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], port: 6432 } };
    const { spec } = policyOf(await render('voting', { values }), 'voting');
    expect(spec.egress).toContainEqual({
      to: [{ ipBlock: { cidr: '10.1.2.3/32' } }],
      ports: [{ protocol: 'TCP', port: 6432 }],
    });
  });

  test('does without policies', async () => {
    const values = { networkPolicy: { enabled: false }, database: { cluster: { enabled: true } } };
    const names = all(await render('voting', { values }), 'NetworkPolicy').map(
      ({ metadata }) => metadata.name,
    );
    expect(names).toEqual([]);
  });
});

/** The services that a service calls, by its package.json. */
function peersOf(service: string): string[] {
  const file = join(repository, 'services', service, 'package.json');
  const { foldline } = JSON.parse(readFileSync(file, 'utf8')) as { foldline: { peers?: string[] } };
  return [...(foldline.peers ?? [])].sort();
}
