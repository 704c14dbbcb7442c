import { join } from 'node:path';
import { environmentNames as environments } from '@foldline/demo/environments';
import type { Kubectl } from '@foldline/demo/kubectl';
import { mergeRequest } from '@foldline/demo/merge-request';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cluster } from './cluster.ts';
import { removeService } from './shop-files.ts';
import { services, Shop } from './shop.ts';

interface Application {
  metadata: { name: string };
  status?: { sync?: { status?: string }; health?: { status?: string } };
}

const soon = { timeout: 180_000, interval: 1000 };
const late = { timeout: 420_000, interval: 1000 };

describe.skipIf(inject('gitopsCluster') === null)('a shop', () => {
  let shop: Shop;
  let kubectl: Kubectl;
  beforeAll(async () => {
    shop = await Shop.create(`shop-${process.pid}`);
    ({ kubectl } = cluster());
  });
  afterAll(async () => {
    await shop.remove();
  });

  /** Each Application of the shop: its name, and what Argo CD says of it. */
  async function applications(): Promise<string[]> {
    const all = await kubectl.list<Application>('application', 'argocd');
    return all
      .filter(({ metadata }) => metadata.name === shop.name || metadata.name.startsWith(`${shop.name}-`))
      .map(({ metadata, status }) =>
        [metadata.name.slice(shop.name.length), status?.sync?.status, status?.health?.status].join(' '),
      );
  }

  function allHealthyIn(...names: string[]): string[] {
    const each = services.flatMap((service) => names.map((name) => `-${service}-${name} Synced Healthy`));
    return [' Synced Healthy', ...each.sort()];
  }

  /** What the pods of a service answer to who asks for their version. */
  async function runningVersion(environment: string, service: string): Promise<string> {
    const label = 'jsonpath={.spec.template.metadata.labels.app\\.kubernetes\\.io/version}';
    const namespace = `${shop.name}-${environment}`;
    return kubectl.run(['get', 'deployment', service, '--namespace', namespace, '--output', label]);
  }

  /** How the verifications of a service in dev have ended. */
  async function phases(service: string): Promise<(string | undefined)[]> {
    return (await shop.kargo.verifications(service, 'dev')).map(({ phase }) => phase);
  }

  /** Merges requests that are all open, none of which is in the way of another. */
  async function mergeRightAfterEachOther(numbers: readonly number[]): Promise<void> {
    const mergeable = async () => (await shop.repository.requests()).map((request) => request.mergeable);
    await expect.poll(mergeable, soon).toEqual(numbers.map(() => true));
    for (const number of numbers)
      await expect.poll(() => shop.repository.merge(number), { ...soon, interval: 100 }).toBe(true);
  }

  test('is applied from one manifest, and stays as it is in git', async () => {
    await shop.bootstrap();
    await expect.poll(applications, soon).toEqual([' Synced Healthy']);
  });

  test('comes to dev and preprod by itself, from nothing', async () => {
    for (const service of services) expect(await shop.release(service)).toBe('0.1.0');
    await expect.poll(applications, late).toEqual(allHealthyIn('dev', 'preprod'));
    for (const service of services)
      await expect.poll(() => shop.kargo.verifiedIn(service, '0.1.0'), late).toEqual(['dev', 'preprod']);
  });

  test('comes to prod by requests that a person merges, and not before', async () => {
    for (const service of services) await shop.kargo.promote(service, '0.1.0', 'prod');
    await expect.poll(async () => (await shop.repository.requests()).length, soon).toBe(services.length);
    const requests = await shop.repository.requests();
    for (const { body } of requests)
      expect(body).toMatch(
        /Version 0\.1\.0 of \w+, image `sha256:[0-9a-f]{64}`, from commit\n[0-9a-f]{40}\./,
      );
    for (const { number } of requests)
      await expect(shop.kargoAccount.repository.merge(number)).rejects.toThrow('not allowed to merge');
    expect(await shop.checkout.versionIn('prod', 'catalog')).toBeUndefined();
    await mergeRightAfterEachOther(requests.map(({ number }) => number).reverse());
    await expect.poll(applications, late).toEqual(allHealthyIn(...environments));
    for (const service of services)
      await expect
        .poll(() => shop.kargo.verifiedIn(service, '0.1.0'), late)
        .toEqual([...environments].sort());
  });

  test('the delivery tool reads what Kargo wrote as if it were its own', async () => {
    await shop.checkout.pull();
    const { services: standings } = (await shop.checkout.deliver('status')) as { services: object[] };
    expect(standings).toHaveLength(12);
    for (const standing of standings) expect(standing).toMatchObject({ version: '0.1.0', behind: 0 });
    expect(await shop.checkout.deliver('check')).toMatchObject({ problems: [] });
  });

  test('a fix takes the same way', async () => {
    const start = Date.now();
    const legs: string[] = [];
    const leg = (name: string): void =>
      void legs.push(`${name} ${Math.round((Date.now() - start) / 1000)} s`);
    await shop.checkout.merge('fix: a number', { 'services/catalog/number': '1\n' });
    expect(await shop.release('catalog')).toBe('0.1.1');
    leg('dev’s release.yaml');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.1'), soon).toContain('dev');
    leg('verified in dev');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.1'), soon).toContain('preprod');
    leg('verified in preprod');
    await shop.kargo.promote('catalog', '0.1.1', 'prod');
    await mergeRequest(shop.repository, 'catalog', '0.1.1');
    leg('merged');
    await expect.poll(() => runningVersion('prod', 'catalog'), soon).toBe('0.1.1');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.1'), soon).toContain('prod');
    leg('verified in prod');
    process.stderr.write(`gitops: from a release to prod: ${legs.join(', ')}\n`);
  });

  test('a bad release stays in dev, and the others go on', async () => {
    // An image that is nowhere: its pods never get ready.
    await shop.checkout.merge('fix: no image', { 'services/voting/number': '1\n' });
    expect(await shop.releaseWithoutImage('voting')).toBe('0.1.1');
    // Ready, and not what it says it is.
    const template = 'charts/service/templates/_deployment.yaml';
    const right = (await shop.checkout.read(template)) ?? '';
    const wrong = right.replace('value: {{ include "service.version" . | quote }}', 'value: "9.9.9"');
    await shop.checkout.merge('fix: a wrong version', { [template]: wrong });
    expect(await shop.release('frontend')).toBe('0.1.1');
    await shop.checkout.merge('revert: a wrong version', { [template]: right });
    // Ready, and of no use.
    const values = 'charts/recommendation/values.yaml';
    const useful = (await shop.checkout.read(values)) ?? '';
    const useless = useful.replace(/(peers:[^]*?catalog:[^]*?url: )''/, "$1'http://nowhere.invalid'");
    expect(useless).not.toBe(useful);
    await shop.checkout.merge('fix: a wrong address', { [values]: useless });
    expect(await shop.release('recommendation')).toBe('0.1.1');
    await shop.checkout.merge('revert: a wrong address', { [values]: useful });
    await shop.checkout.merge('fix: another number', { 'services/catalog/number': '2\n' });
    expect(await shop.release('catalog')).toBe('0.1.2');

    await expect.poll(() => phases('frontend'), late).toContain('Failed');
    await expect.poll(() => phases('recommendation'), late).toContain('Failed');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.2'), late).toEqual(['dev', 'preprod']);
    expect(await shop.checkout.versionIn('preprod', 'catalog')).toBe('0.1.2');
    for (const service of ['voting', 'frontend', 'recommendation']) {
      expect(await shop.checkout.versionIn('dev', service)).toBe('0.1.1');
      expect(await shop.kargo.verifiedIn(service, '0.1.1')).toEqual([]);
      expect(await shop.checkout.versionIn('preprod', service)).toBe('0.1.0');
    }
  });

  test('a request that is closed ends its promotion, and leaves prod as it is', async () => {
    const promotion = await shop.kargo.promote('catalog', '0.1.2', 'prod');
    await expect.poll(async () => (await shop.repository.requests()).length, soon).toBe(1);
    const [request] = await shop.repository.requests();
    await shop.repository.close(request?.number ?? 0);
    await expect.poll(() => shop.kargo.promotion(promotion), soon).toMatchObject({ phase: 'Failed' });
    expect(await shop.checkout.versionIn('prod', 'catalog')).toBe('0.1.1');
  });

  test('a freeze lets no promotion begin', async () => {
    const [from, to] = [-1, 1].map((hours) =>
      new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16),
    );
    const soak = '    soak: 5s\n';
    const freeze = `    freezes: [{ from: ${from ?? ''}Z, to: ${to ?? ''}Z, reason: Inventory }]\n`;
    await shop.changePolicy(soak, soak + freeze);
    const firstStep = 'jsonpath={.spec.promotionTemplate.spec.steps[0].uses}';
    const stage = ['get', 'stages.kargo.akuity.io', 'catalog-prod', '--namespace', shop.name];
    await expect.poll(() => kubectl.run([...stage, '--output', firstStep]), soon).toBe('fail');
    const promotion = await shop.kargo.promote('catalog', '0.1.2', 'prod');
    await expect
      .poll(() => shop.kargo.promotion(promotion), soon)
      .toMatchObject({
        phase: 'Failed',
        message: expect.stringContaining('prod is frozen until') as string,
      });
    expect(await shop.repository.requests()).toEqual([]);
    await shop.changePolicy(freeze, '');
    await expect.poll(() => kubectl.run([...stage, '--output', firstStep]), soon).not.toBe('fail');
  });

  test('a rollback sticks until a person promotes what is newest', async () => {
    const rollback = await shop.kargo.promote('catalog', '0.1.1', 'preprod');
    await expect.poll(() => shop.kargo.promotion(rollback), soon).toMatchObject({ phase: 'Succeeded' });
    await expect.poll(() => runningVersion('preprod', 'catalog'), soon).toBe('0.1.1');
    await shop.checkout.merge('fix: yet another number', { 'services/catalog/number': '3\n' });
    expect(await shop.release('catalog')).toBe('0.1.3');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.3'), soon).toEqual(['dev']);
    // What could take it back has looked again when another service has come all the way.
    await shop.checkout.merge('fix: an image that is there', { 'services/voting/number': '2\n' });
    expect(await shop.release('voting')).toBe('0.1.2');
    await expect.poll(() => shop.kargo.verifiedIn('voting', '0.1.2'), late).toEqual(['dev', 'preprod']);
    expect(await shop.checkout.versionIn('preprod', 'catalog')).toBe('0.1.1');

    await shop.kargo.promote('catalog', '0.1.3', 'preprod');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.3'), soon).toEqual(['dev', 'preprod']);
    await shop.checkout.merge('fix: one more number', { 'services/catalog/number': '4\n' });
    expect(await shop.release('catalog')).toBe('0.1.4');
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.1.4'), soon).toEqual(['dev', 'preprod']);
  });

  test('a change by hand is taken back', async () => {
    const namespace = `${shop.name}-prod`;
    await kubectl.run(['delete', 'service', 'catalog', '--namespace', namespace]);
    await expect.poll(() => kubectl.has('service', 'catalog', namespace), soon).toBe(true);
  });

  /** How many Stages Kargo knows. */
  async function stages(): Promise<number> {
    return (await kubectl.list('stages.kargo.akuity.io', shop.name).catch(() => [])).length;
  }

  test('without Kargo everything stays where it is, and the delivery tool promotes', async () => {
    await shop.changePolicy('promoter: kargo', 'promoter: workflows');
    await expect.poll(stages, soon).toBe(0);
    await expect.poll(applications, soon).toHaveLength(13);
    expect(await shop.checkout.versionIn('prod', 'catalog')).toBe('0.1.1');
    await shop.checkout.merge('feat: a last number', { 'services/catalog/number': '5\n' });
    expect(await shop.release('catalog')).toBe('0.2.0');
    expect(await shop.checkout.deliver('promote', 'catalog', '--to', 'preprod')).toMatchObject({
      outcome: 'promoted',
    });
    await expect.poll(() => runningVersion('preprod', 'catalog'), soon).toBe('0.2.0');
  });

  test('with Kargo again everything goes on', async () => {
    await shop.changePolicy('promoter: workflows', 'promoter: kargo');
    await expect.poll(stages, soon).toBe(services.length * environments.length);
    await shop.checkout.merge('fix: a vote', { 'services/voting/number': '3\n' });
    expect(await shop.release('voting')).toBe('0.1.3');
    await expect.poll(() => shop.kargo.verifiedIn('voting', '0.1.3'), late).toEqual(['dev', 'preprod']);
    await expect.poll(() => shop.kargo.verifiedIn('catalog', '0.2.0'), soon).toEqual(['dev', 'preprod']);
    expect(await runningVersion('preprod', 'catalog')).toBe('0.2.0');
    expect(await shop.checkout.versionIn('prod', 'catalog')).toBe('0.1.1');
  });

  test('a service that is taken away goes, from prod when a person says so; the others stay', async () => {
    const removed = 'recommendation';
    const before = await applications();
    await shop.checkout.pull();
    await removeService(join(shop.checkout.folder, 'env-repo'), removed);
    await shop.checkout.push(`chore: no ${removed}`);
    await expect.poll(stages, soon).toBe((services.length - 1) * environments.length);
    const others = before.filter((line) => !line.includes(removed));
    const names = async () => (await applications()).map((line) => line.split(' ')[0]);
    await expect
      .poll(names, soon)
      .toEqual([...others, `-${removed}-prod`].map((line) => line.split(' ')[0]).sort());
    for (const environment of ['dev', 'preprod'])
      expect(await kubectl.has('deployment', removed, `${shop.name}-${environment}`)).toBe(false);
    expect(await runningVersion('prod', removed)).toBe('0.1.0');

    const application = ['application', `${shop.name}-${removed}-prod`, '--namespace', 'argocd'];
    const finalizers = ['resources-finalizer.argocd.argoproj.io'];
    const patch = JSON.stringify({ metadata: { finalizers } });
    await kubectl.run(['patch', ...application, '--type', 'merge', '--patch', patch]);
    await kubectl.run(['delete', ...application], { timeout: 180_000 });
    expect(await applications()).toEqual(others);
    expect(await kubectl.has('deployment', removed, `${shop.name}-prod`)).toBe(false);
  });
});
