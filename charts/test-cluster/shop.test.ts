import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { repository, serviceCharts } from '../src/charts.ts';
import { helm, kubectl, startedCluster } from './command.ts';
import { postgresqlImage } from './config.ts';
import { opened, type Target } from './connections.ts';
import { openGuide, type Guide } from './guide.ts';
import { get, serviceUrl, versionOf } from './http.ts';
import { getPage, startLoad } from '../src/load.ts';
import { missingParts } from '../src/page.ts';
import { shopIn, type Shop } from './shop.ts';
import { versions } from './start-cluster.ts';

const namespace = `foldline-charts-${process.pid}`;
const elsewhere = `${namespace}-elsewhere`;
const services = serviceCharts().map(({ name }) => name);
const [version, nextVersion] = versions;

// One shop, whose life is told from its installation to its end.
describe.skipIf(inject('cluster') === null)('the shop in a cluster', () => {
  let guide: Guide;
  let charts: string;
  let shop: Shop;
  beforeAll(async () => {
    guide = await openGuide({
      NAMESPACE: namespace,
      IMAGES: startedCluster().registry,
      VERSION: version,
      NEXT_VERSION: nextVersion,
      POSTGRESQL: postgresqlImage,
      PORT: String(20_000 + (process.pid % 10_000)),
    });
    charts = join(guide.directory, 'charts');
    shop = shopIn(namespace, charts);
  });
  afterAll(async () => {
    await Promise.all(
      [namespace, elsewhere].map((name) =>
        kubectl(name, 'delete', 'namespace', name, '--ignore-not-found', '--wait=false'),
      ),
    );
    await guide.close();
  });

  test('the guide leads from an empty cluster to the shop, and its tests pass', async () => {
    const installed = await guide.follow('Install');
    for (const service of services)
      expect(installed).toContain(`"service":"${service}","version":"${version}"`);
  });

  test('the page has all its parts', async () => {
    await guide.follow('Look at it');
    expect(await readFile(join(guide.directory, 'shop.html'), 'utf8')).toContain('Foldline');
    // What answers late on a busy machine is missing of one page, and not of the next.
    const url = await serviceUrl(namespace, 'frontend');
    const asked = async (): Promise<object> => {
      const response = await get(url);
      return { status: response.status, missing: missingParts(await response.text()) };
    };
    await expect.poll(asked, { timeout: 60_000 }).toEqual({ status: 200, missing: [] });
  });

  test('releases share the namespace, and a service takes a database that is there', async () => {
    await guide.follow('A second shop in the namespace');
    await guide.follow('A database that is there');
    const ends = async (name: string): Promise<string[]> =>
      (await kubectl(namespace, 'get', 'endpointslices', '--selector', `kubernetes.io/service-name=${name}`))
        .split('\n')
        .slice(1);
    expect(await ends('catalog')).not.toEqual(await ends('second-catalog'));
    const { status } = await get(`${await serviceUrl(namespace, 'third-catalog')}/api/products`);
    expect(status).toBe(200);
  });

  test('every connection that the shop needs is there, and every other is refused', async () => {
    await kubectl(elsewhere, 'create', 'namespace', elsewhere);
    const idle = ['--command', '--', '/nodejs/bin/node', '--eval', 'setInterval(() => {}, 60_000)'];
    await kubectl(
      elsewhere,
      'run',
      'stranger',
      `--image=${startedCluster().registry}/catalog:${version}`,
      ...idle,
    );
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
      shop.upgrade('frontend', 'config.PAGE_BUDGET_MS=8000', 'config.BACKEND_TIMEOUT_MS=8000'),
      shop.upgrade('recommendation', 'config.PEER_TIMEOUT_MS=8000'),
      shop.upgrade('catalog', 'config.STATEMENT_TIMEOUT_MS=8000'),
      shop.upgrade(
        'voting',
        'config.RATE_LIMIT_ADDRESS_PER_MINUTE=0',
        'config.CATALOG_TIMEOUT_MS=8000',
        'config.STATEMENT_TIMEOUT_MS=8000',
      ),
    ]);
    const busy = await shop.busy();
    await guide.follow('Release another version');
    await Promise.all(
      ['voting', 'recommendation', 'frontend'].map((service) =>
        shop.upgrade(service, `version=${nextVersion}`),
      ),
    );
    expect(await busy.stop()).toEqual([]);
    expect(busy.page.answered()).toBeGreaterThan(100);
    expect(await versionOf(await serviceUrl(namespace, 'voting'))).toMatchObject({ version: nextVersion });
    expect(await versionOf(await serviceUrl(namespace, 'catalog'))).toMatchObject({ version });
  });

  test('a version whose image is not there takes no request, and is rolled back', async () => {
    const url = await serviceUrl(namespace, 'frontend');
    const load = startLoad(getPage(`${url}/`));
    const broken = ['--reset-then-reuse-values', '--set', 'version=broken', '--wait', '--timeout', '20s'];
    await expect(
      helm(namespace, 'upgrade', 'frontend', join(charts, 'frontend'), ...broken),
    ).rejects.toThrow();
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
    await shop.upgrade('voting', 'database.cluster.instances=2');
    const ready = ['--for=jsonpath={.status.readyInstances}=2', '--timeout=5m'];
    const database = 'clusters.postgresql.cnpg.io/voting-db';
    await kubectl(namespace, 'wait', database, ...ready);
    const busy = await shop.busy();
    const { acknowledged } = busy.votes;
    const goesOn = async (): Promise<void> => {
      const enough = acknowledged.length + 50;
      await expect.poll(() => acknowledged.length, { timeout: 180_000 }).toBeGreaterThan(enough);
    };
    const kill = async (pod: string): Promise<string> =>
      kubectl(namespace, 'delete', 'pod', pod, '--grace-period=0', '--force');
    const primaryOf = async (): Promise<string> =>
      kubectl(namespace, 'get', database, '--output', 'jsonpath={.status.currentPrimary}');

    await goesOn();
    const onePod = ['--selector', 'app.kubernetes.io/instance=voting', '--output'];
    await kill(await kubectl(namespace, 'get', 'pods', ...onePod, 'jsonpath={.items[0].metadata.name}'));
    await kubectl(namespace, 'rollout', 'status', 'deployment/voting', '--timeout=3m');
    await goesOn();
    const primary = await primaryOf();
    await kill(primary);
    // Until it is gone it may go on acknowledging: more votes have to be its successor's.
    await expect.poll(primaryOf, { timeout: 180_000 }).not.toBe(primary);
    await goesOn();
    await busy.stop();
    expect(await busy.votes.lost()).toEqual([]);
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
});

/** Whom a service has to reach: its peers, by its package.json, and its database. */
async function needsOf(service: string): Promise<string[]> {
  const file = join(repository, 'services', service, 'package.json');
  const { foldline } = JSON.parse(await readFile(file, 'utf8')) as {
    foldline: { database: boolean; peers?: string[] };
  };
  return [...(foldline.peers ?? []), ...(foldline.database ? [`${service}-db-rw`] : [])];
}
