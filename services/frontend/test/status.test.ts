import { startStandIn } from '@foldline/service-kit/testing/stand-in';
import { expect, it, onTestFinished } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { linksOf, textOf } from './page.ts';
import { openShop } from './shop.ts';
import { sendJson } from './stand-ins.ts';
import { openStatusShop, type StatusShop } from './status-shop.ts';

const failures = ['away', 'garbage', 'broken-off', 'error'] as const;
// Enough for what answers at once, on a machine that has other things to do.
const shortBudgetMs = 2000;

async function stateOf(shop: StatusShop, service: string): Promise<string | undefined> {
  const { services } = await shop.status();
  return services.find((candidate) => candidate.service === service)?.state;
}

it('answers what runs in this environment, the frontend first', async () => {
  const { request } = await openStatusShop({ config: { ENVIRONMENT: 'preprod', VERSION: '2.3.4' } });
  const answer = await request.get('/status.json');
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
  const backend = {
    state: 'ready',
    version: '1.2.3',
    commit: '0123abc',
    builtAt: '2026-11-24T09:30:00Z',
    latencyMs: expect.any(Number) as number,
    changedAt: time,
  };
  expect(answer.body).toEqual({
    environment: 'preprod',
    asOf: time,
    services: [
      {
        service: 'frontend',
        state: 'ready',
        version: '2.3.4',
        commit: '0123abc',
        builtAt: '2026-01-02T03:04:05Z',
        instance: 'test-1',
        latencyMs: null,
        changedAt: time,
      },
      ...manifest.foldline.peers.map((service) => ({ ...backend, service, instance: `${service}-1` })),
    ],
  });
});

it.each([
  ['degraded', 'degraded'],
  ['not-ready', 'not-ready'],
  ['shutting-down', 'not-ready'],
] as const)('tells a service that says %s as %s', async (readiness, state) => {
  const shop = await openStatusShop();
  shop.voting.says.readiness = readiness;
  expect(await stateOf(shop, 'voting')).toBe(state);
  expect(await stateOf(shop, 'frontend')).toBe('ready');
});

it.each(failures)('tells a service that is %s as away, and why in the log alone', async (failure) => {
  const shop = await openStatusShop();
  shop.catalog.become(failure);
  const { services } = await shop.status();
  expect(services[1]).toMatchObject({
    service: 'catalog',
    state: 'away',
    version: null,
    commit: null,
    instance: null,
    latencyMs: null,
  });
  expect(services[2]).toMatchObject({ service: 'voting', state: 'ready' });
  const line = shop.log.lines().find(({ peer, state }) => peer === 'catalog' && state === 'away');
  expect(line).toMatchObject({ level: 'warn', detail: expect.stringContaining(shop.catalog.url) as string });
});

it('takes another service at an address for no answer', async () => {
  const shop = await openStatusShop();
  shop.catalog.says.service = 'voting';
  expect(await stateOf(shop, 'catalog')).toBe('away');
});

it('tells a service whose readiness hangs as degraded, within the budget', async () => {
  const catalog = await startStandIn((request, response) => {
    if (request.url === '/version')
      sendJson(response, {
        service: 'catalog',
        version: '1.2.3',
        commit: '0123abc',
        builtAt: 'unknown',
        environment: 'test',
        instance: 'catalog-1',
      });
    // What waits for a dependency that hangs.
  });
  onTestFinished(() => catalog.close());
  const { request } = openShop({ CATALOG_URL: catalog.url }, { config: { PAGE_BUDGET_MS: shortBudgetMs } });
  expect((await request.get('/status.json')).body).toMatchObject({
    services: [{}, { service: 'catalog', state: 'degraded', version: '1.2.3' }, {}, {}],
  });
});

it('waits for a service that hangs so briefly that other environments still wait for the answer', async () => {
  const budgetMs = 6000;
  const shop = await openStatusShop({ config: { PAGE_BUDGET_MS: budgetMs } });
  shop.catalog.become('hanging');
  const startedAt = performance.now();
  const { services } = await shop.status();
  expect(performance.now() - startedAt).toBeLessThan(budgetMs);
  expect(services.map(({ state }) => state)).toEqual(['degraded', 'away', 'ready', 'ready']);
});

it('names a service that the shop was started without as absent', async () => {
  const { request } = openShop({});
  expect((await request.get('/status.json')).body).toMatchObject({
    services: [{ state: 'ready' }, { state: 'absent' }, { state: 'absent' }, { state: 'absent' }],
  });
  const page = textOf((await request.get('/status')).text);
  expect(page).toContain('1 of 4 services are ready.');
  expect(page).toContain('catalog is not part of this shop yet.');
});

it('asks the services once for all who look at the same time', async () => {
  const { request, catalog } = await openStatusShop();
  const pages = await Promise.all(Array.from({ length: 10 }, () => request.get('/status')));
  expect(pages.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  expect(catalog.requests.filter(({ url }) => url === '/version')).toHaveLength(1);
});

it('says since when a service is as it is, and looks again after a moment', async () => {
  const shop = await openStatusShop();
  const before = await shop.status();
  shop.catalog.says.version = '1.3.0';
  await expect.poll(async () => (await shop.status()).services[1]?.version).toBe('1.3.0');
  const after = await shop.status();
  expect(after.services[1]?.changedAt).not.toBe(before.services[1]?.changedAt);
  expect(after.services[2]?.changedAt).toBe(before.services[2]?.changedAt);
  expect(Date.parse(after.asOf)).toBeGreaterThan(Date.parse(before.asOf));
});

it('shows people the same, with states in words, and commits that lead to the repository', async () => {
  const shop = await openStatusShop({
    config: { ENVIRONMENT: 'prod', REPOSITORY_URL: 'https://git.example/foldline' },
  });
  const commit = '4f2a91c0ab12cd34ab12cd34ab12cd34ab12cd34';
  shop.catalog.says.commit = commit;
  shop.voting.says.commit = 'unknown';
  shop.voting.says.readiness = 'not-ready';
  shop.recommendation.become('away');
  const { status, headers, text } = await shop.request.get('/status');
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  const read = textOf(text);
  expect(read).toContain('What runs in prod 1 of 4 services are ready.');
  expect(read).toContain('voting runs, but does not serve now.');
  expect(read).toContain('recommendation gives no usable answer.');
  expect(read).toMatch(
    /catalog Ready Version 1\.2\.3 Commit 4f2a91c Instance catalog-1 Latency [\d.]+ ms Last change just now/,
  );
  expect(read).toMatch(/voting Not ready Version 1\.2\.3 Commit unknown Instance voting-1/);
  expect(read).toContain('recommendation Away Version – Commit – Instance – Latency –');
  expect(linksOf(text).filter((href) => href.startsWith('https:'))).toEqual([
    'https://git.example/foldline/commit/0123abc',
    `https://git.example/foldline/commit/${commit}`,
  ]);
  expect(read).not.toContain('From ');
});

it('links no commit without a repository', async () => {
  const { request } = await openStatusShop();
  expect(linksOf((await request.get('/status')).text).join(' ')).not.toContain('commit');
});

it('gives away no address, and escapes what a service says', async () => {
  const shop = await openStatusShop();
  shop.catalog.says.version = '<script>alert(1)</script>';
  shop.catalog.says.commit = 'javascript:alert(1)';
  shop.voting.become('away');
  for (const path of ['/status', '/status.json']) {
    const { text } = await shop.request.get(path);
    expect(text, path).not.toContain('127.0.0.1');
    expect(text, path).not.toContain(new URL(shop.voting.url).port);
  }
  const { text } = await shop.request.get('/status');
  expect(text).toContain('&lt;script>alert(1)&lt;/script>');
  expect(text).not.toMatch(/<script>|href="[^"]*javascript/);
});

it('marks what a browser may put in place of the old', async () => {
  const { request } = await openStatusShop();
  const live = [...(await request.get('/status')).text.matchAll(/<[^>]*\sdata-live[^>]*>/g)].map(
    ([tag]) => tag,
  );
  const ids = live.map((tag) => /\sid="([^"]+)"/.exec(tag)?.[1]);
  expect(ids).toEqual(['environment-badge', 'status-summary', 'status-services', 'build-line']);
  expect((await request.get('/')).text).not.toContain('data-live');
});

it('leads there from every page, past its environment, version and instance', async () => {
  const { request } = await openStatusShop({
    config: { ENVIRONMENT: 'dev', VERSION: '2.3.4', INSTANCE: 'frontend-7d4b9c6f5b-x2x7k' },
  });
  for (const path of ['/leaderboard', '/nothing', '/status']) {
    const { text } = await request.get(path);
    const badge = /<a class="environment-badge".*?<\/a>/s.exec(text)?.[0] ?? '';
    expect(textOf(badge), path).toBe(' Environment dev version 2.3.4 on …d4b9c6f5b-x2x7k ');
    expect(linksOf(badge), path).toEqual(['/status']);
  }
});

it.each(['/status', '/status.json'])('answers only those who look at %s', async (path) => {
  const { request } = await openStatusShop();
  const { status, headers } = await request.post(path);
  expect(status).toBe(405);
  expect(headers['allow']).toBe('GET, HEAD');
});
