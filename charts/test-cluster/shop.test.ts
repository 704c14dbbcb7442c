import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { repository, serviceCharts } from '../src/charts.ts';
import { helm, kubectl, serviceUrl, versionOf } from './command.ts';
import { postgresqlImage } from './config.ts';
import { opened, type Target } from './connections.ts';
import { openGuide, type Guide } from './guide.ts';
import { castVotes, getPage, startLoad } from './load.ts';
import { versions } from './start-cluster.ts';

const namespace = `foldline-charts-${process.pid}`;
const elsewhere = `${namespace}-elsewhere`;
const services = serviceCharts().map(({ name }) => name);
const [version, nextVersion] = versions;

let guide: Guide;
beforeAll(async () => {
  guide = await openGuide({
    NAMESPACE: namespace,
    IMAGES: inject('registry'),
    VERSION: version,
    NEXT_VERSION: nextVersion,
    POSTGRESQL: postgresqlImage,
    PORT: String(20_000 + (process.pid % 10_000)),
  });
});
afterAll(async () => {
  await Promise.all(
    [namespace, elsewhere].map((name) =>
      kubectl(name, 'delete', 'namespace', name, '--ignore-not-found', '--wait=false'),
    ),
  );
  await guide.close();
});

/** Changes values of a release, and waits until its pods have them. */
async function upgrade(service: string, ...settings: string[]): Promise<void> {
  const values = ['--reset-then-reuse-values', ...settings.flatMap((setting) => ['--set', setting])];
  await helm(namespace, 'upgrade', service, chart(service), ...values, '--wait', '--timeout', '3m');
}

function chart(service: string): string {
  return join(guide.directory, 'charts', service);
}

/** Puts a load on the home page, and votes for a product at the same time. */
async function busyShop(): Promise<{
  page: ReturnType<typeof startLoad>;
  votes: ReturnType<typeof startLoad>;
  acknowledged: () => string[];
  productId: string;
}> {
  const [frontend, catalog, voting] = await Promise.all(
    ['frontend', 'catalog', 'voting'].map((name) => serviceUrl(namespace, name)),
  );
  const response = await fetch(`${catalog ?? ''}/api/products?limit=1`);
  const { items } = (await response.json()) as { items: { id: string }[] };
  const productId = items[0]?.id ?? '';
  const { ask, acknowledged } = castVotes(voting ?? '', productId);
  const page = startLoad(getPage(`${frontend ?? ''}/`));
  return { page, votes: startLoad(ask), acknowledged, productId };
}

test('the guide leads from an empty cluster to the shop, and its tests pass', async () => {
  const installed = await guide.follow('Install');
  for (const service of services)
    expect(installed).toContain(`"service":"${service}","version":"${version}"`);
});

test('the page has all its parts', async () => {
  await guide.follow('Look at it');
  const page = await readFile(join(guide.directory, 'shop.html'), 'utf8');
  expect(page).toContain('href="/products/');
  expect(page).not.toContain('missing-part');
});

test('releases share the namespace, and a service takes a database that is there', async () => {
  await guide.follow('A second shop in the namespace');
  await guide.follow('A database that is there');
  const ends = async (name: string): Promise<string[]> =>
    (await kubectl(namespace, 'get', 'endpointslices', '--selector', `kubernetes.io/service-name=${name}`))
      .split('\n')
      .slice(1);
  expect(await ends('catalog')).not.toEqual(await ends('second-catalog'));
  const { status } = await fetch(`${await serviceUrl(namespace, 'third-catalog')}/api/products`);
  expect(status).toBe(200);
});

test('every connection that the shop needs is there, and every other is refused', async () => {
  await kubectl(elsewhere, 'create', 'namespace', elsewhere);
  const idle = ['--command', '--', '/nodejs/bin/node', '--eval', 'setInterval(() => {}, 60_000)'];
  await kubectl(elsewhere, 'run', 'stranger', `--image=${inject('registry')}/catalog:${version}`, ...idle);
  await kubectl(elsewhere, 'wait', 'pod', 'stranger', '--for=condition=Ready', '--timeout=2m');

  const at = (name: string, port: number): Target => ({ name, host: `${name}.${namespace}.svc`, port });
  const shops = [...services, 'second-catalog', 'second-frontend', 'third-catalog'];
  const databases = ['catalog-db-rw', 'voting-db-rw', 'second-catalog-db-rw', 'given-rw'];
  const targets = [
    ...shops.map((name) => at(name, 8080)),
    ...databases.map((name) => at(name, 5432)),
    { name: 'the Kubernetes API', host: 'kubernetes.default.svc', port: 443 },
  ];

  const expected = new Map([
    ...(await Promise.all(services.map(async (name) => [name, await needsOf(name)] as const))),
    ['second-catalog', ['second-catalog-db-rw']] as const,
    ['second-frontend', ['second-catalog']] as const,
    ['third-catalog', ['given-rw']] as const,
  ]);
  for (const [name, needs] of expected) {
    // No policy keeps a pod from itself.
    const others = targets.filter((target) => target.name !== name);
    expect(await opened(namespace, `deployment/${name}`, others), name).toEqual([...needs].sort());
  }
  // Anybody may look at the shop; the database that the guide brought has no policy of ours.
  const open = [...shops.filter((name) => name.endsWith('frontend')), 'given-rw', 'the Kubernetes API'];
  expect(await opened(elsewhere, 'stranger', targets)).toEqual(open.sort());
});

test('a release under load loses no request, and neither does the way back', async () => {
  // What is looked for are requests that are lost, not those that a busy machine keeps waiting.
  await Promise.all([
    upgrade('frontend', 'config.PAGE_BUDGET_MS=8000', 'config.BACKEND_TIMEOUT_MS=8000'),
    upgrade('recommendation', 'config.PEER_TIMEOUT_MS=8000'),
    upgrade('voting', 'config.RATE_LIMIT_ADDRESS_PER_MINUTE=0', 'config.CATALOG_TIMEOUT_MS=8000'),
  ]);
  const { page, votes } = await busyShop();
  await guide.follow('Release another version');
  await Promise.all(
    ['voting', 'recommendation', 'frontend'].map((service) => upgrade(service, `version=${nextVersion}`)),
  );
  await Promise.all([page.stop(), votes.stop()]);
  expect([...page.failures, ...votes.failures]).toEqual([]);
  expect(page.answered()).toBeGreaterThan(100);
  expect(await versionOf(await serviceUrl(namespace, 'voting'))).toMatchObject({ version: nextVersion });
  expect(await versionOf(await serviceUrl(namespace, 'catalog'))).toMatchObject({ version });
});

test('a version whose image is not there takes no request, and is rolled back', async () => {
  const url = await serviceUrl(namespace, 'frontend');
  const load = startLoad(getPage(`${url}/`));
  const broken = ['--reset-then-reuse-values', '--set', 'version=broken', '--wait', '--timeout', '20s'];
  await expect(helm(namespace, 'upgrade', 'frontend', chart('frontend'), ...broken)).rejects.toThrow();
  for (let asked = 0; asked < 20; asked += 1) {
    expect(await versionOf(url)).toMatchObject({ version: nextVersion });
  }
  await helm(namespace, 'rollback', 'frontend', '--wait', '--timeout', '3m');
  await load.stop();
  expect(load.failures).toEqual([]);
  const image = ['get', 'deployment', 'frontend', '--output', 'jsonpath={..image}'];
  expect(await kubectl(namespace, ...image)).toMatch(new RegExp(`:${nextVersion}$`));
});

test('neither a pod nor the database’s primary takes an acknowledged vote with it', async () => {
  await upgrade('voting', 'database.cluster.instances=2');
  const ready = ['--for=jsonpath={.status.readyInstances}=2', '--timeout=5m'];
  await kubectl(namespace, 'wait', 'clusters.postgresql.cnpg.io/voting-db', ...ready);
  const { page, votes, acknowledged, productId } = await busyShop();
  const counts = async (more: number): Promise<void> => {
    const enough = acknowledged().length + more;
    await expect.poll(() => acknowledged().length, { timeout: 180_000 }).toBeGreaterThan(enough);
  };

  await counts(50);
  const pods = await kubectl(
    namespace,
    'get',
    'pods',
    '--selector',
    'app.kubernetes.io/instance=voting',
    '-o',
    'name',
  );
  await kubectl(namespace, 'delete', pods.split('\n')[0] ?? '', '--grace-period=0', '--force');
  await counts(50);
  const primary = await kubectl(
    namespace,
    ...['get', 'clusters.postgresql.cnpg.io/voting-db', '--output', 'jsonpath={.status.currentPrimary}'],
  );
  await kubectl(namespace, 'delete', `pod/${primary}`, '--grace-period=0', '--force');
  await counts(50);
  await Promise.all([page.stop(), votes.stop()]);

  const voting = await serviceUrl(namespace, 'voting');
  const lost: string[] = [];
  for (const voter of acknowledged()) {
    const response = await fetch(`${voting}/api/votes?productIds=${productId}`, {
      headers: { 'x-voter-id': voter },
    });
    const { items } = (await response.json()) as { items: { voted: boolean }[] };
    if (items[0]?.voted !== true) lost.push(voter);
  }
  expect(lost).toEqual([]);
});

test('the cookie secret of Argo CD’s way is taken without losing a request', async () => {
  const load = startLoad(getPage(`${await serviceUrl(namespace, 'frontend')}/`));
  await guide.follow('With Argo CD');
  await load.stop();
  expect(load.failures).toEqual([]);
});

test('what is uninstalled leaves its data, and nothing is left unread of the guide', async () => {
  const left = await guide.follow('Take it away');
  expect(left).toContain('voting-db');
  expect(left).toContain('frontend-generated');
  await expect(kubectl(namespace, 'get', 'namespace', namespace)).rejects.toThrow(/not found/);
  expect(guide.unread()).toEqual([]);
});

/** Whom a service has to reach: its peers, by its package.json, and its database. */
async function needsOf(service: string): Promise<string[]> {
  const file = join(repository, 'services', service, 'package.json');
  const { foldline } = JSON.parse(await readFile(file, 'utf8')) as {
    foldline: { database: boolean; peers?: string[] };
  };
  return [...(foldline.peers ?? []), ...(foldline.database ? [`${service}-db-rw`] : [])];
}
