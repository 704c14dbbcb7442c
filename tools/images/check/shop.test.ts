import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { withClient } from '@foldline/local-postgres/databases';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { imageName } from '../src/build-image.ts';
import { imageConfig } from '../src/image-facts.ts';
import { repository } from '../src/services.ts';
import { startLoad } from './load.ts';
import { startShop, type ServiceName, type Shop } from './shop.ts';
import { firstProduct, voteFields } from './vote-form.ts';

const engine = inject('engine');
const { commit } = inject('provenance');
let shop: Shop;

beforeAll(async () => {
  shop = await startShop(engine);
});
afterAll(async () => {
  await shop.close();
});

async function get(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(10_000) });
}

/** The votes that voting counts for a product. */
async function votesFor(productId: string): Promise<number | undefined> {
  const answer = await get(`${shop.instances.voting[1].url}/api/votes?productIds=${productId}`);
  return ((await answer.json()) as { items: { votes: number }[] }).items[0]?.votes;
}

async function products(): Promise<{ id: string; slug: string }[]> {
  const answer = await get(`${shop.instances.catalog[1].url}/api/products?limit=10`);
  return ((await answer.json()) as { items: { id: string; slug: string }[] }).items;
}

test('migrate brings an empty database up to date and ends with 0', () => {
  expect(shop.migrations.map(({ code }) => code)).toEqual([0, 0]);
  for (const { output } of shop.migrations) expect(output).toContain('"msg":"migration applied"');
  expect(shop.migrations[0]?.output).toContain('"msg":"products seeded"');
});

test('every service is the first process of its container, ready, and says what it was built from', async () => {
  for (const [service, instances] of Object.entries(shop.instances)) {
    const { Labels } = await imageConfig(engine, imageName(service));
    const builtAt = Labels['org.opencontainers.image.created'];
    for (const { url, output } of instances) {
      expect(output()).toContain('"pid":1,');
      expect((await get(`${url}/readyz`)).status, service).toBe(200);
      expect(await (await get(`${url}/version`)).json()).toMatchObject({ service, commit, builtAt });
    }
  }
});

test('the API descriptions have their pages', async () => {
  for (const service of ['catalog', 'voting', 'recommendation'] as const) {
    const { url } = shop.instances[service][0];
    const page = await (await get(`${url}/docs/`)).text();
    const assets = [...page.matchAll(/(?:href|src)="\.(\/static\/[^"]+)"/g)].map(([, asset = '']) => asset);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await get(`${url}/docs${asset}`)).status, asset).toBe(200);
  }
});

test('the page shows the shop with its style, its script and its pictures', async () => {
  const { url } = shop.instances.frontend[0];
  const home = await (await get(url)).text();
  expect(home).not.toContain('data-missing');
  const parts = [...home.matchAll(/(?:href|src)="(\/(?:assets|images)\/[^"]+)"/g)].map(
    ([, part = '']) => part,
  );
  expect(parts.some((part) => part.endsWith('.css'))).toBe(true);
  expect(parts.some((part) => part.endsWith('.js'))).toBe(true);
  for (const part of parts) expect((await get(`${url}${part}`)).status, part).toBe(200);
  const productPage = await (await get(`${url}/products/${firstProduct(home)}`)).text();
  const card = /property="og:image" content="[^"]*?(\/products\/[^"]+)"/.exec(productPage)?.[1] ?? '';
  const picture = await get(`${url}${card}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
});

test('a vote through the page is counted', async () => {
  const { url } = shop.instances.frontend[0];
  const slug = firstProduct(await (await get(url)).text());
  const body = voteFields(await (await get(`${url}/products/${slug}`)).text(), slug);
  const before = await votesFor(body.get('productId') ?? '');
  const voted = await fetch(`${url}/products/${slug}/vote`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: url },
    signal: AbortSignal.timeout(10_000),
  });
  expect(voted.status).toBe(303);
  expect(await votesFor(body.get('productId') ?? '')).toBe((before ?? 0) + 1);
});

test("a stack trace names the line in the service's TypeScript", async () => {
  const [{ url, output }] = shop.instances.voting;
  await withClient(shop.databases.voting, async (client) => {
    await client.query('ALTER TABLE votes RENAME TO votes_elsewhere');
    expect((await get(`${url}/api/leaderboard?window=24h`)).status).toBe(500);
    await client.query('ALTER TABLE votes_elsewhere RENAME TO votes');
  });
  const trace = /\/app\/(services\/voting\/src\/[\w/-]+\.ts):(\d+)/;
  await expect.poll(output).toMatch(trace);
  const [, file = '', line = ''] = trace.exec(output()) ?? [];
  const source = await readFile(path.join(repository, file), 'utf8');
  expect(source.split('\n')[Number(line) - 1]).toContain('await');
});

// Callers before those they call, so that nobody loses a peer while others are watched.
const stopped: [ServiceName, (instance: string) => Promise<void>][] = [
  ['frontend', (instance) => expectOk(`${instance}/`)],
  ['recommendation', (instance) => expectOk(`${instance}/api/daily`)],
  ['voting', voteAsSomebodyNew],
  ['catalog', (instance) => expectOk(`${instance}/api/products?limit=24`)],
];
let votedFor = '';

async function expectOk(url: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
}

async function voteAsSomebodyNew(instance: string): Promise<void> {
  await expectOk(`${instance}/api/products/${votedFor}/vote`, {
    method: 'PUT',
    headers: { 'x-voter-id': randomUUID() },
  });
}

test.each(stopped)('%s ends with 0 on SIGTERM, and its load notices nothing', async (service, send) => {
  votedFor = (await products()).at(-1)?.id ?? '';
  const before = (await votesFor(votedFor)) ?? 0;
  const [first, second] = shop.instances[service];
  const load = startLoad({ instances: [first.url, second.url], send });
  await wait(500);
  const startedAt = performance.now();
  const { code, output } = await first.stop();
  const stoppedAfterMs = performance.now() - startedAt;
  await wait(500);
  const { succeeded, failures } = await load.stop();

  expect(failures).toEqual([]);
  expect(succeeded).toBeGreaterThan(50);
  expect(code).toBe(0);
  expect(output).toContain('"msg":"stopped"');
  expect(stoppedAfterMs).toBeLessThan(5_000);
  if (service === 'voting') expect(await votesFor(votedFor)).toBe(before + succeeded);
});
