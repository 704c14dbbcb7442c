import { beforeEach, expect, test } from 'vitest';
import { mergeRequest, releaseFile, ship } from './catalog-releases.ts';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

test('copies byte for byte to where nobody has to ask, and proposes where somebody has to', async () => {
  await ship(shop, 1);
  expect((await shop.deliver('promote catalog --from dev --to preprod')).json).toMatchObject({
    outcome: 'promoted',
    previous: null,
    branch: null,
  });
  expect(await releaseFile(shop, 'preprod')).toBe(await releaseFile(shop, 'dev'));
  expect((await shop.deliver('promote catalog --to preprod')).json).toMatchObject({ outcome: 'already' });

  const early = await shop.deliver('promote catalog --to prod');
  expect(early).toMatchObject({ code: 3 });
  expect(early.stderr).toMatch(/has to be in preprod for 30m before it comes to prod\. This one may at 20/);
  const main = await git(shop.origin, 'rev-parse', 'main');
  expect((await shop.deliver('promote catalog --to prod --skip-soak')).json).toMatchObject({
    outcome: 'requested',
    branch: 'promote/prod/catalog',
    request: null,
  });
  expect(await git(shop.origin, 'rev-parse', 'main')).toBe(main);
  expect(await releaseFile(shop, 'prod', 'promote/prod/catalog')).toBe(await releaseFile(shop, 'dev'));
  await mergeRequest(shop, 'prod');
  expect((await shop.deliver('promote catalog --to prod --skip-soak')).json).toMatchObject({
    outcome: 'already',
  });
});

test('asks where the policy does not, when it is told to', async () => {
  await ship(shop, 1);
  expect((await shop.deliver('promote catalog --to preprod --pull-request')).json).toMatchObject({
    outcome: 'requested',
    branch: 'promote/preprod/catalog',
  });
});

test('what has been proposed stays while it says the same, and gives way to what is newer', async () => {
  shop = await openShop('shipped');
  const propose = async (): Promise<string> => {
    await shop.deliver('promote catalog --to prod --skip-soak');
    return git(shop.origin, 'rev-parse', 'promote/prod/catalog');
  };
  const first = await propose();
  await shop.deliver('release voting');
  await shop.deliver(`deploy voting --version 0.1.0 --repository r/voting --digest ${digest(1)}`);
  expect(await propose()).toBe(first);
  await ship(shop, 2);
  await shop.deliver('promote catalog --to preprod');
  expect(await propose()).not.toBe(first);
  expect(await releaseFile(shop, 'prod', 'promote/prod/catalog')).toBe(await releaseFile(shop, 'dev'));
});

test('goes neither around an environment nor backwards', async () => {
  expect((await shop.deliver('promote catalog --to preprod')).stderr).toMatch(
    /no release of catalog in dev yet/,
  );
  await ship(shop, 1);
  expect(await shop.deliver('promote catalog --from dev --to prod')).toMatchObject({ code: 3 });
  expect(await shop.deliver('promote catalog --to dev')).toMatchObject({ code: 3 });
  expect(await shop.deliver('promote catalog --to nowhere')).toMatchObject({ code: 2 });
  await ship(shop, 2);
  await shop.deliver('promote catalog --to preprod');
  await shop.deliver('rollback catalog --env dev');
  const backwards = await shop.deliver('promote catalog --to preprod');
  expect(backwards).toMatchObject({ code: 3 });
  expect(backwards.stderr).toMatch(/newer than 0\.1\.0 in dev\. To go back, use `delivery rollback`/);
});
