import { beforeEach, expect, test } from 'vitest';
import { mergeRequest, ship } from './catalog-releases.ts';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

test('status and history tell from git what is where, since when, by whom, and how far behind', async () => {
  await ship(shop, 1);
  await shop.deliver('promote catalog --to preprod', { GITHUB_ACTOR: 'ada' });
  await shop.deliver('promote catalog --to prod --skip-soak', { GITHUB_ACTOR: 'ada' });
  await mergeRequest(shop, 'prod');
  await ship(shop, 2);
  const { json } = await shop.deliver('status');
  expect((json['services'] as object[]).slice(0, 3)).toMatchObject([
    { service: 'catalog', environment: 'dev', version: '0.2.0', by: 'Mara', behind: 0 },
    { service: 'catalog', environment: 'preprod', version: '0.1.0', by: 'ada', behind: 1 },
    // Who merged it, not who asked for it.
    { service: 'catalog', environment: 'prod', version: '0.1.0', by: 'Mara', behind: 1 },
  ]);
  expect((json['services'] as object[])[3]).toMatchObject({
    service: 'voting',
    version: null,
    behind: null,
  });
  expect((await shop.run('status')).stdout).toMatch(/catalog +preprod +0\.1\.0 +0 min +ada +1 behind\n/);

  const history = await shop.deliver('history catalog');
  const commit = await git(shop.origin, 'rev-parse', 'catalog-v0.1.0^{commit}');
  expect(history.json['arrivals']).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        environment: 'preprod',
        version: '0.1.0',
        by: 'ada',
        commit,
        digest: digest(1),
      }),
    ]),
  );
  expect(history.json['arrivals']).toHaveLength(4);
  expect((await shop.deliver('history catalog --env dev')).json['arrivals']).toMatchObject([
    { version: '0.2.0', run: 'local' },
    { version: '0.1.0' },
  ]);
});
