import { beforeEach, expect, test } from 'vitest';
import { release, releaseFile, ship } from './catalog-releases.ts';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

test('writes what runs, and who did it', async () => {
  await release(shop, 1);
  const commit = await git(shop.origin, 'rev-parse', 'catalog-v0.1.0^{commit}');
  expect((await releaseFile(shop, 'dev')).replace(/'20.*Z'/, 'T'))
    .toBe(`# yaml-language-server: $schema=../../../schemas/release.schema.json
# Written by machines, and copied from one environment to the next. What people decide is in values.yaml beside it.
version: '0.1.0'
image:
  repository: 'ghcr.io/foldline/catalog'
  tag: '0.1.0'
  digest: '${digest(1)}'
chart: 'catalog-v0.1.0'
commit: '${commit}'
releasedAt: T`);
  expect(await git(shop.origin, 'log', '-1', '--format=%an <%ae>%n%B', 'main')).toBe(
    `Foldline delivery <delivery@foldline.invalid>
chore(dev): deploy catalog 0.1.0

Service: catalog
Version: 0.1.0
Environment: dev
Source-Commit: ${commit}
Run: local
Actor: Mara`,
  );
});

test('run again it does nothing, and an older version does not come back unless it is told to', async () => {
  shop = await openShop('shipped');
  await ship(shop, 2);
  const before = await git(shop.origin, 'rev-parse', 'main');
  expect(await shop.deliver('deploy catalog --version 0.2.0')).toMatchObject({
    code: 0,
    json: { outcome: 'already' },
  });
  expect(await shop.deliver('deploy catalog --version 0.1.0')).toMatchObject({
    code: 0,
    json: { outcome: 'superseded', previous: '0.2.0' },
  });
  expect(await git(shop.origin, 'rev-parse', 'main')).toBe(before);
  expect((await shop.deliver('deploy catalog --version 0.1.0 --allow-downgrade')).json).toMatchObject({
    outcome: 'deployed',
  });
  expect(await releaseFile(shop, 'dev')).toContain("version: '0.1.0'");
});

test('a version is one image', async () => {
  await release(shop, 1);
  const other = `--repository ghcr.io/foldline/catalog --digest ${digest(2)}`;
  expect(await shop.deliver(`deploy catalog --version 0.1.0 ${other}`)).toMatchObject({ code: 3 });
  await shop.deliver('release voting');
  const voting = (seed: number): string =>
    `deploy voting --version 0.1.0 --repository r/voting --digest ${digest(seed)}`;
  expect((await shop.deliver(voting(1))).json).toMatchObject({ outcome: 'deployed' });
  expect(await shop.deliver(voting(2))).toMatchObject({ code: 3, json: { outcome: 'refused' } });
});

test('what was not released, and what the policy does not know, is not deployed', async () => {
  const image = `--repository r/catalog --digest ${digest(1)}`;
  const unreleased = await shop.deliver(`deploy catalog --version 7.0.0 ${image}`);
  expect(unreleased).toMatchObject({ code: 2 });
  expect(unreleased.stderr).toMatch(/no catalog-v7\.0\.0\. Release it first/);
  await shop.git('tag', '-a', 'checkout-v1.0.0', '-m', 'by hand');
  await shop.git('push', '--quiet', 'origin', '--tags');
  const unknown = await shop.deliver(`deploy checkout --version 1.0.0 ${image}`);
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.stderr).toMatch(/policy\.yaml has no service checkout/);
});

test('a file that was broken by hand stops it, and is replaced when it is told to', async () => {
  shop = await openShop('shipped');
  const path = 'env-repo/envs/dev/catalog/release.yaml';
  await shop.merge('chore: by hand', { [path]: 'version: "0.1.0\n' });
  await shop.merge('fix: next', { 'services/catalog/number': '2\n' });
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
  const stopped = await shop.deliver('deploy catalog --version 0.1.1');
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toMatch(/dev\/catalog\/release\.yaml is not valid YAML/);
  expect((await shop.deliver('deploy catalog --version 0.1.1 --allow-downgrade')).code).toBe(0);
});
