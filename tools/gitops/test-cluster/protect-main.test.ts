import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkout } from '@foldline/demo/checkout';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cluster } from './cluster.ts';
import { Shop } from './shop.ts';

describe.skipIf(inject('gitopsCluster') === null)('the account that Kargo has on the forge', () => {
  let shop: Shop;
  /** A clone with its rights. */
  let checkout: Checkout;
  beforeAll(async () => {
    shop = await Shop.create(`account-${process.pid}`, ['frontend']);
    const folder = await mkdtemp(join(tmpdir(), 'foldline-gitops-'));
    checkout = await Checkout.in(folder, shop.kargoAccount.repository, cluster().env);
  });
  afterAll(async () => {
    await rm(checkout.folder, { recursive: true });
    await shop.remove();
  });

  test.each(['env-repo/envs/dev/frontend/release.yaml', 'env-repo/envs/preprod/frontend/release.yaml'])(
    'writes %s',
    async (file) => {
      await checkout.merge('chore: a release', { [file]: 'version: 0.1.0\n' });
      expect(await shop.checkout.read(file)).toBe('version: 0.1.0\n');
    },
  );

  test.each([
    'env-repo/envs/prod/frontend/release.yaml',
    'env-repo/envs/preprod/frontend/values.yaml',
    'env-repo/policy.yaml',
    'charts/frontend/values.yaml',
  ])('does not write %s', async (file) => {
    const before = await shop.checkout.read(file);
    const pushed = checkout.merge('chore: not mine', { [file]: 'version: 0.1.0\n' });
    await expect(pushed).rejects.toThrow('Not allowed to push to protected branch main');
    await checkout.git('reset', '--quiet', '--hard', 'origin/main');
    expect(await shop.checkout.read(file)).toBe(before);
  });

  test('does not take the protection away', async () => {
    const rule = `${shop.repository.apiPath}/branch_protections/main`;
    expect(await shop.kargoAccount.api.ask('DELETE', rule)).toMatchObject({ status: 403 });
  });
});
