import { expect, test } from 'vitest';
import { deliver } from './deliver.ts';
import { openShop } from './shop.ts';

test('a service is released by its folder, its chart, the packages it runs on and what makes its image', async () => {
  const shop = await openShop();
  const { code, stdout } = await deliver(shop.work, ['paths', 'catalog']);
  expect(code).toBe(0);
  // Not by local-postgres, which only its tests need.
  expect(stdout.trim().split('\n')).toEqual([
    'charts/catalog/**',
    'charts/service/**',
    'packages/service-kit/**',
    'packages/tsconfig/**',
    'services/catalog/**',
    'tools/images/**',
    'package-lock.json',
  ]);
});

test('what its workflow names is what its plan looks at', async () => {
  const shop = await openShop();
  const { json } = await shop.deliver('paths catalog');
  await shop.deliver('release catalog');
  for (const pattern of json['paths'] as string[]) {
    if (!pattern.endsWith('/**')) continue;
    await shop.merge(`fix: in ${pattern}`, { [pattern.replace('**', 'a-file')]: `${pattern}\n` });
    expect((await shop.deliver('release catalog')).json).toMatchObject({ outcome: 'released' });
  }
});

test('it knows the services, and says so', async () => {
  const shop = await openShop();
  const { code, stderr, json } = await shop.deliver('paths checkout');
  expect(code).toBe(2);
  expect(stderr).toMatch(/no service checkout\. There are: catalog, frontend, recommendation, voting/);
  expect(json).toMatchObject({ outcome: 'usage' });
});
