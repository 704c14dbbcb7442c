import { mergeRequest } from '@foldline/demo/merge-request';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { Shop } from './shop.ts';

const service = 'frontend';
const soon = { timeout: 180_000, interval: 1000 };
const late = { timeout: 420_000, interval: 1000 };

// Its tests are one story, told in order.
describe.skipIf(inject('gitopsCluster') === null)('a service with many releases', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.create(`releases-${process.pid}`, [service]);
    await shop.bootstrap();
    const version = await shop.release(service);
    await untilInPreprod(version);
    await shop.kargo.promote(service, version, 'prod');
    await mergeRequest(shop.repository, service, version);
  });
  afterAll(async () => {
    await shop.remove();
  });

  /** Waits until a version has come to preprod by itself, and to no other environment. */
  async function untilInPreprod(version: string): Promise<void> {
    await shop.kargo.untilVerified(service, version, 'preprod', 420);
    expect(await shop.kargo.verifiedIn(service, version)).toEqual(['dev', 'preprod']);
  }

  async function titles(): Promise<string[]> {
    return (await shop.repository.requests()).map(({ title }) => title);
  }

  test('of twenty in a row the newest comes to preprod, and none to prod', async () => {
    await untilInPreprod(await shop.change(service, 'fix: a number'));
    await shop.kargo.promote(service, '0.1.1', 'prod');
    await expect.poll(titles, soon).toEqual([`chore(prod): promote ${service} 0.1.1`]);
    for (let patch = 2; patch <= 20; patch += 1)
      expect(await shop.change(service, 'fix: a number')).toBe(`0.1.${patch}`);
    await untilInPreprod('0.1.20');
    expect(await shop.checkout.versionIn('prod', service)).toBe('0.1.0');
    expect(await titles()).toEqual([`chore(prod): promote ${service} 0.1.1`]);
  });

  test('the newest waits for the older request to be closed, and is then the one that asks', async () => {
    const [older] = (await shop.kargo.promotions(service, 'prod')).filter(({ phase }) => phase === 'Running');
    const newest = await shop.kargo.promote(service, '0.1.20', 'prod');
    await expect.poll(() => shop.kargo.promotion(newest), soon).toMatchObject({ phase: 'Pending' });
    const [request] = await shop.repository.requests();
    await shop.repository.close(request?.number ?? 0);
    await expect.poll(titles, soon).toEqual([`chore(prod): promote ${service} 0.1.20`]);
    expect(await shop.kargo.promotion(older?.name ?? '')).toMatchObject({ phase: 'Failed' });
    expect(await shop.checkout.versionIn('prod', service)).toBe('0.1.0');
    await mergeRequest(shop.repository, service, '0.1.20');
    await expect
      .poll(() => shop.kargo.verifiedIn(service, '0.1.20'), late)
      .toEqual(['dev', 'preprod', 'prod']);
    expect(await titles()).toEqual([]);
  });

  // docs/runbooks/hotfix.md, with Kargo.
  test('a hotfix comes to prod, while dev and preprod have newer work', async () => {
    const { checkout, kargo } = shop;
    await untilInPreprod(await shop.change(service, 'feat: another number'));
    expect(await checkout.versionIn('preprod', service)).toBe('0.2.0');
    const file = `services/${service}/fixed`;
    await checkout.merge('fix: what prod suffers from', { [file]: 'yes\n' });
    const fix = (await checkout.git('rev-parse', 'HEAD')).trim();

    await checkout.git('fetch', '--tags', 'origin');
    await checkout.git('switch', '--create', `hotfix/${service}-0.1`, `${service}-v0.1.20`);
    await checkout.git('cherry-pick', '-x', fix);
    expect(await checkout.deliver('plan', service)).toMatchObject({ version: '0.1.21' });
    await checkout.git('push', '--quiet', 'origin', `hotfix/${service}-0.1`);
    expect(await shop.releaseHere(service)).toBe('0.1.21');
    await checkout.git('switch', 'main');

    await untilInPreprod('0.1.21');
    await kargo.promote(service, '0.1.21', 'prod');
    await mergeRequest(shop.repository, service, '0.1.21');
    await expect.poll(() => kargo.verifiedIn(service, '0.1.21'), late).toEqual(['dev', 'preprod', 'prod']);

    await checkout.deliver('deploy', service, '--version', '0.2.0');
    await expect.poll(() => checkout.versionIn('preprod', service), late).toBe('0.2.0');
    expect(await checkout.versionIn('prod', service)).toBe('0.1.21');
  });
});
