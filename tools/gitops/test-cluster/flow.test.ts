import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { read } from './command.ts';
import { services, Shop } from './shop.ts';

interface Application {
  metadata: { name: string };
  status?: { sync?: { status?: string }; health?: { status?: string } };
}

describe.skipIf(inject('cluster') === null)('a shop', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.create(`shop-${process.pid}`);
  });
  afterAll(async () => {
    await shop.remove();
  });

  /** Each Application of the shop: its name, and what Argo CD says of it. */
  async function applications(): Promise<string[]> {
    const all = await read<Application>('application', 'argocd');
    return all
      .filter(({ metadata }) => metadata.name === shop.name || metadata.name.startsWith(`${shop.name}-`))
      .map(({ metadata, status }) =>
        [metadata.name.slice(shop.name.length), status?.sync?.status, status?.health?.status].join(' '),
      );
  }

  test('is applied from one manifest, and stays as it is in git', async () => {
    await shop.bootstrap();
    await expect.poll(applications, { timeout: 60_000, interval: 1000 }).toEqual([' Synced Healthy']);
  });

  test('comes to dev and preprod by itself, from nothing', async () => {
    for (const service of services) await shop.release(service);
    const expected = (names: readonly string[]): string[] =>
      [
        ' Synced Healthy',
        ...names.flatMap((name) => services.map((service) => `-${service}-${name} Synced Healthy`)),
      ].sort();
    await expect
      .poll(applications, { timeout: 240_000, interval: 1000 })
      .toEqual(expected(['dev', 'preprod']));
  });
});
