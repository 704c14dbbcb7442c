import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

test('an env-repo of its own is written where ENV_REPO, ENV_REF and ENV_PATH say, and the source is not', async () => {
  const own = join(shop.directory, 'environments.git');
  const work = join(shop.directory, 'environments');
  await git(shop.directory, 'init', '--quiet', '--bare', '--initial-branch=live', own);
  await git(shop.directory, 'clone', '--quiet', own, work);
  await git(work, 'checkout', '--quiet', '-b', 'live');
  await git(shop.work, 'archive', '--output', join(shop.directory, 'a.tar'), 'HEAD:env-repo');
  await git(work, '-c', 'alias.x=!tar -xf ../a.tar', 'x');
  await git(work, 'add', '.');
  await git(work, 'commit', '--quiet', '-m', 'chore: ours');
  await git(work, 'push', '--quiet', 'origin', 'live');
  const env = { ENV_REPO: '../environments.git', ENV_REF: 'live', ENV_PATH: '.' };

  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  const main = await git(shop.origin, 'rev-parse', 'main');
  expect((await shop.deliver('deploy catalog --version 0.1.0', env)).json).toMatchObject({
    outcome: 'deployed',
  });
  expect((await shop.deliver('promote catalog --to preprod', env)).json).toMatchObject({
    outcome: 'promoted',
  });
  expect(await git(shop.origin, 'rev-parse', 'main')).toBe(main);
  expect(await git(own, 'cat-file', 'blob', 'live:envs/preprod/catalog/release.yaml')).toContain(
    "version: '0.1.0'",
  );
  expect((await shop.deliver('status', env)).json['services']).toEqual(
    expect.arrayContaining([expect.objectContaining({ environment: 'preprod', version: '0.1.0' })]),
  );
  const missing = await shop.deliver('status', { ...env, ENV_REF: 'main' });
  expect(missing.stderr).toMatch(/Check the name, and ENV_REF/);
  expect((await shop.deliver('status', { ...env, ENV_PATH: '../x' })).code).toBe(2);
});
