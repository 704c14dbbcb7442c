import { randomBytes } from 'node:crypto';
import { GiteaApi } from '@foldline/demo/gitea-api';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cluster } from './cluster.ts';
import { KitProcess } from './kit-process.ts';
import { Shop } from './shop.ts';

const service = 'frontend';
const soon = { timeout: 180_000, interval: 1000 };

interface ProjectConfig {
  status?: { webhookReceivers?: { url?: string }[] };
}

interface Freight {
  commits: { message: string }[];
}

// docs/how-to/webhooks.md, for Kargo.
describe.skipIf(inject('gitopsCluster') === null)('a shop whose forge tells Kargo of a push', () => {
  let shop: Shop;
  let server: KitProcess;
  beforeAll(async () => {
    server = await KitProcess.start('kargo-external-webhooks');
    shop = await Shop.create(`webhook-${process.pid}`, [service]);
    const bootstrap = 'env-repo/bootstrap.yaml';
    const text = (await shop.checkout.read(bootstrap)) ?? '';
    const hourly = text.replace(
      "{ name: pollSeconds, value: '5' }",
      "{ name: pollSeconds, value: '3600' }\n        - { name: webhook.secret, value: webhook }",
    );
    await shop.checkout.merge('chore: look once an hour', { [bootstrap]: hourly });
    await shop.bootstrap();
  });
  afterAll(async () => {
    await shop.remove();
    server.kill();
  });

  test('has each release become freight at once, however seldom Kargo looks for itself', async () => {
    const { forge, kubectl } = cluster();
    const secret = randomBytes(16).toString('hex');
    const metadata = { name: 'webhook', namespace: shop.name };
    await kubectl.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { secret } });
    const url = async (): Promise<string | undefined> => {
      const [config] = await kubectl.list<ProjectConfig>('projectconfigs.kargo.akuity.io', shop.name);
      return config?.status?.webhookReceivers?.[0]?.url;
    };
    await expect.poll(url, soon).toMatch(/^http/);
    const config = { url: await url(), content_type: 'json', secret };
    const hook = { type: 'gitea', active: true, events: ['push', 'pull_request'], config };
    await new GiteaApi(forge.url, forge).call('POST', `${shop.repository.apiPath}/hooks`, hook);

    const freight = async (): Promise<string[]> => {
      const all = await kubectl.list<Freight>('freight', shop.name);
      return all.map(({ commits }) => commits[0]?.message.split('\n', 1)[0] ?? '').sort();
    };
    const releases: string[] = [];
    for (const message of ['fix: a number', 'fix: another number']) {
      const version = await shop.change(service, message);
      releases.push(`chore(dev): deploy ${service} ${version}`);
      await expect.poll(freight, soon).toEqual(releases);
    }
  });
});
