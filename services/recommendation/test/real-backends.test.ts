import { createTestDatabase } from '@foldline/local-postgres/testing';
import type { ServiceProcess } from '@foldline/service-kit/testing/service-process';
import { expect, it, onTestFinished } from 'vitest';
import type { Product } from '../src/catalog/product.ts';
import { startService } from './service-process.ts';

interface Products {
  items: Product[];
  stale: boolean;
}

async function startWithDatabase(name: string, env: Record<string, string> = {}): Promise<ServiceProcess> {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return startService(name, { DATABASE_URL: database.url, MIGRATE_ON_START: 'true', ...env });
}

async function getJson<Body>(url: string): Promise<Body> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
}

async function vote(voting: string, productId: string, voter: number): Promise<void> {
  const response = await fetch(`${voting}/api/products/${productId}/vote`, {
    method: 'PUT',
    headers: { 'x-voter-id': `00000000-0000-4000-8000-${String(voter).padStart(12, '0')}` },
  });
  expect(response.status).toBe(200);
}

it('recommends from the real catalog and voting, and from what it knows when they are gone', async () => {
  const catalog = await startWithDatabase('catalog');
  const voting = await startWithDatabase('voting', { CATALOG_URL: catalog.url });
  const { url } = await startService('recommendation', {
    CATALOG_URL: catalog.url,
    VOTING_URL: voting.url,
    CATALOG_TTL_MS: '200',
    VOTES_TTL_MS: '200',
  });
  const { items: listed } = await getJson<Products>(`${catalog.url}/api/products?limit=100`);
  const [first, second] = listed;
  if (!first || !second) throw new Error('the catalog is seeded with products');

  const daily = await getJson<{ product: Product }>(`${url}/api/daily?date=2026-11-24`);
  expect(listed).toContainEqual(daily.product);
  const similar = await getJson<Products>(`${url}/api/products/${first.id}/similar`);
  expect(similar.items).toHaveLength(4);
  expect(listed).toEqual(expect.arrayContaining(similar.items));

  for (const voter of [1, 2, 3]) await vote(voting.url, second.id, voter);
  await vote(voting.url, first.id, 1);
  const trending = {
    items: [
      { product: second, score: 2.673 },
      { product: first, score: 0.891 },
    ],
    stale: false,
  };
  await expect.poll(() => getJson(`${url}/api/trending`)).toEqual(trending);
  const highlights = { date: '2026-11-24', daily: daily.product, trending: trending.items, stale: false };
  const highlightsUrl = `${url}/api/highlights?date=2026-11-24`;
  await expect.poll(() => getJson(highlightsUrl)).toEqual(highlights);

  catalog.kill('SIGKILL');
  voting.kill('SIGKILL');
  await expect.poll(() => getJson(`${url}/api/trending`)).toEqual({ ...trending, stale: true });
  await expect.poll(() => getJson(`${url}/api/daily?date=2026-11-24`)).toEqual({ ...daily, stale: true });
  await expect.poll(() => getJson(highlightsUrl)).toEqual({ ...highlights, stale: true });
}, 60_000);
