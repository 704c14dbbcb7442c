import { beforeEach, expect, test } from 'vitest';
import { mergeRequest, releaseFile, ship } from './catalog-releases.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop('shipped');
});

test('a rollback brings back what was there before, byte for byte, and further back the next time', async () => {
  const files = [await releaseFile(shop, 'dev')];
  for (const number of [2, 3]) {
    await ship(shop, number);
    files.push(await releaseFile(shop, 'dev'));
  }
  expect((await shop.deliver('rollback catalog --env dev')).json).toMatchObject({
    outcome: 'rolled-back',
    version: '0.2.0',
    previous: '0.3.0',
  });
  expect(await releaseFile(shop, 'dev')).toBe(files[1]);
  expect((await shop.deliver('rollback catalog --env dev')).json).toMatchObject({ version: '0.1.0' });
  expect(await releaseFile(shop, 'dev')).toBe(files[0]);
  expect((await shop.deliver('rollback catalog --env dev')).code).toBe(1);
  expect((await shop.deliver('rollback catalog --env dev --to 0.3.0')).json).toMatchObject({
    version: '0.3.0',
  });
  expect((await shop.deliver('rollback catalog --env dev --to 0.3.0')).json).toMatchObject({
    outcome: 'already',
  });
});

test('a rollback of prod is proposed, and takes what was in an environment before it too', async () => {
  const old = await releaseFile(shop, 'preprod');
  await ship(shop, 2);
  await shop.deliver('promote catalog --to preprod');
  await shop.deliver('promote catalog --to prod --skip-soak');
  await mergeRequest(shop, 'prod');
  expect((await shop.deliver('rollback catalog --env prod')).code).toBe(1);
  expect((await shop.deliver('rollback catalog --env prod --to 9.9.9')).stderr).toMatch(
    /was never in prod or preprod or dev/,
  );
  expect((await shop.deliver('rollback catalog --env prod --to 0.1.0')).json).toMatchObject({
    outcome: 'requested',
    branch: 'promote/prod/catalog',
  });
  expect(await releaseFile(shop, 'prod', 'promote/prod/catalog')).toBe(old);
});

test('a rollback sticks: neither a deployment nor a promotion that runs again takes it back', async () => {
  await ship(shop, 2);
  await shop.deliver('promote catalog --to preprod');
  await shop.deliver('rollback catalog --env preprod');
  await shop.deliver('rollback catalog --env dev');
  const deployed = await shop.deliver('deploy catalog --version 0.2.0');
  expect(deployed).toMatchObject({ code: 3, json: { outcome: 'refused' } });
  expect(deployed.stderr).toMatch(
    /dev had catalog 0\.2\.0, and was rolled back to 0\.1\.0\. .*`delivery rollback catalog --env dev --to 0\.2\.0`/,
  );
  await shop.deliver('rollback catalog --env dev --to 0.2.0');
  expect(await shop.deliver('promote catalog --to preprod')).toMatchObject({ code: 3 });

  await shop.deliver('rollback catalog --env dev');
  await ship(shop, 3);
  expect((await shop.deliver('promote catalog --to preprod')).json).toMatchObject({
    outcome: 'promoted',
    version: '0.3.0',
    previous: '0.1.0',
  });
});
