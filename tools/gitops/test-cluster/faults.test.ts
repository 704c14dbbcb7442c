import { standings } from '@foldline/demo/argo-cd';
import type { Promotion } from '@foldline/demo/kargo';
import { mergeRequest } from '@foldline/demo/merge-request';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cluster } from './cluster.ts';
import { KitProcess } from './kit-process.ts';
import { Shop } from './shop.ts';

const service = 'frontend';
const soon = { timeout: 180_000, interval: 1000 };
/** For what is over in a second or two. */
const atOnce = { timeout: 180_000, interval: 50 };

describe.skipIf(inject('gitopsCluster') === null)('a shop whose platform fails', () => {
  let shop: Shop;
  /** What dev and preprod have when a test begins. */
  let version: string;
  beforeAll(async () => {
    shop = await Shop.create(`faults-${process.pid}`, [service]);
    version = await shop.release(service);
    await shop.bootstrap();
    await untilInPreprod();
  });
  afterAll(async () => {
    await shop.remove();
  });

  /** Waits until the version has come to preprod by itself, and to no other environment. */
  async function untilInPreprod(): Promise<void> {
    await shop.kargo.untilVerified(service, version, 'preprod', 420);
    expect(await shop.kargo.verifiedIn(service, version)).toEqual(['dev', 'preprod']);
  }

  async function release(): Promise<void> {
    version = await shop.change(service, 'fix: a number');
  }

  /** What looks for the promotion to preprod that comes next. */
  async function nextPromotion(): Promise<() => Promise<Promotion | undefined>> {
    const before = await shop.kargo.promotions(service, 'preprod');
    return async () => (await shop.kargo.promotions(service, 'preprod'))[before.length];
  }

  /** How many commits have brought the version to an environment. */
  async function commitsTo(environment: string): Promise<number> {
    await shop.checkout.pull();
    const file = `env-repo/envs/${environment}/${service}/release.yaml`;
    const subjects = await shop.checkout.git('log', '--format=%s', '--', file);
    return subjects.split('\n').filter((subject) => subject.endsWith(` ${version}`)).length;
  }

  test('Kargo is killed when it has just begun a promotion', async () => {
    const kargo = await KitProcess.find('kargo-controller');
    const promotion = await nextPromotion();
    await release();
    await expect.poll(promotion, atOnce).toMatchObject({ phase: 'Running' });
    await kargo.without(async () => {
      expect(await promotion()).toMatchObject({ phase: 'Running' });
    });
    await untilInPreprod();
    expect(await promotion()).toMatchObject({ phase: 'Succeeded' });
    expect(await commitsTo('preprod')).toBe(1);
  });

  test('Kargo is killed when it has just pushed a promotion', async () => {
    const kargo = await KitProcess.find('kargo-controller');
    const promotion = await nextPromotion();
    await release();
    await expect.poll(() => shop.checkout.versionIn('preprod', service), atOnce).toBe(version);
    await kargo.without(async () => {
      expect(await promotion()).toMatchObject({ phase: 'Running' });
    });
    await untilInPreprod();
    expect(await promotion()).toMatchObject({ phase: 'Succeeded' });
    expect(await commitsTo('preprod')).toBe(1);
  });

  interface Application {
    metadata: { name: string; labels?: Record<string, string> };
    status?: { operationState?: { phase?: string } };
  }

  /** What Argo CD does in dev, and for which version. */
  async function operation(): Promise<{ version: string | undefined; phase: string | undefined }> {
    const of = `app.kubernetes.io/part-of=${shop.name},environment=dev`;
    const [application] = await cluster().kubectl.list<Application>('application', 'argocd', of);
    return {
      version: application?.metadata.labels?.['app.kubernetes.io/version'],
      phase: application?.status?.operationState?.phase,
    };
  }

  /** How many roll-outs the service in dev has had. */
  async function rollouts(): Promise<number> {
    const revision = 'jsonpath={.metadata.annotations.deployment\\.kubernetes\\.io/revision}';
    const deployment = ['deployment', service, '--namespace', `${shop.name}-dev`];
    return Number(await cluster().kubectl.run(['get', ...deployment, '--output', revision]));
  }

  test('Argo CD is killed in the middle of a sync', async () => {
    const argoCd = await KitProcess.find('argocd-application-controller');
    const before = await rollouts();
    await release();
    await expect.poll(operation, atOnce).toEqual({ version, phase: 'Running' });
    await argoCd.without(async () => {
      expect(await operation()).toEqual({ version, phase: 'Running' });
    });
    await untilInPreprod();
    const good = { service, version, sync: 'Synced', health: 'Healthy' };
    await expect
      .poll(() => standings(cluster().kubectl, shop.name), soon)
      .toEqual(['dev', 'preprod'].map((environment) => ({ environment, ...good })));
    expect(await rollouts()).toBe(before + 1);
  });

  test('the forge is away for most of a minute, during a promotion and while a request waits', async () => {
    const forge = await KitProcess.find('gitea');
    const toProd = await shop.kargo.promote(service, version, 'prod');
    await expect.poll(() => shop.repository.requests(), soon).toHaveLength(1);
    const asked = version;
    const promotion = await nextPromotion();
    const { length } = await shop.kargo.verifications(service, 'dev');
    await release();
    // The next thing that Kargo needs the forge for is the promotion.
    await expect.poll(() => shop.kargo.verifications(service, 'dev'), atOnce).toHaveLength(length + 1);
    await forge.without(async () => {
      // Each try waits twice as long as the one before: the thirteenth error comes after some 40 seconds.
      for (const each of [promotion, () => shop.kargo.promotion(toProd)])
        await expect.poll(async () => (await each())?.errors, soon).toBeGreaterThanOrEqual(13);
    });
    await untilInPreprod();
    expect(await promotion()).toMatchObject({ phase: 'Succeeded' });
    expect(await commitsTo('preprod')).toBe(1);
    await mergeRequest(shop.repository, service, asked);
    await shop.kargo.untilVerified(service, asked, 'prod', 420);
    expect(await shop.kargo.promotion(toProd)).toMatchObject({ phase: 'Succeeded' });
  });
});
