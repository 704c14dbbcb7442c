import { beforeEach, expect, test } from 'vitest';
import { branch, file, image, openHotfixShop, type HotfixShop } from './hotfix-shop.ts';
import { git } from './template.ts';

let shop: HotfixShop;
beforeEach(async () => {
  shop = await openHotfixShop();
});

const plan = async (): Promise<Record<string, unknown>> => (await shop.deliver('plan catalog')).json;

test('a hotfix is the next patch of its line, planned before it is pushed, and released after', async () => {
  const hash = await shop.commit('fix: prices', file('1'));
  expect(await plan()).toMatchObject({ outcome: 'release', version: '0.1.1', branch, level: 'patch' });
  expect(await shop.deliver('release catalog')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('hotfix/catalog-<major>.<minor>. Merge and push it first.') as string,
  });
  await shop.git('push', '--quiet', 'origin', `HEAD:${branch}`);
  // Where a workflow has checked out the commit, there is no branch.
  await shop.git('switch', '--quiet', '--detach');
  const released = await shop.deliver(`release catalog ${image(3)}`);
  expect(released.json).toMatchObject({ outcome: 'released', version: '0.1.1', previous: '0.1.0', branch });
  expect(await git(shop.origin, 'rev-parse', 'catalog-v0.1.1^{commit}')).toBe(hash);
  expect((await shop.deliver(`release catalog ${image(4)}`)).json).toEqual({
    ...released.json,
    outcome: 'already',
  });
  // main goes on from its own releases.
  await shop.git('switch', '--quiet', 'main');
  await shop.merge('fix: more', { 'services/catalog/more': 'yet more\n' });
  expect(await plan()).toMatchObject({ version: '0.2.1', branch: null, missing: [] });
});

test('a hotfix has no features: a patch that brings one would say so in no version', async () => {
  const feature = await shop.fix('feat: a new page');
  expect(await shop.deliver('plan catalog')).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(
      `${feature.slice(0, 7)} on ${branch} is a feature, and a hotfix is a patch: 0\\.1\\.1 has fixes only`,
    ) as string,
  });
  await shop.git('revert', '--no-edit', feature);
  await shop.fix('fix: prices', '2');
  expect(await plan()).toMatchObject({ version: '0.1.1' });
  await shop.fix('fix!: other prices', '3');
  expect((await shop.deliver('release catalog')).stderr).toMatch(/is a breaking change, and a hotfix/);
});

test('a hotfix is not made of a line that is the newest: there main makes the next patch', async () => {
  await shop.git('switch', '--quiet', '--create', 'hotfix/catalog-0.2', 'catalog-v0.2.0');
  await shop.commit('fix: prices', file('1'));
  expect(await shop.deliver('plan catalog')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('0.2 is the newest line of catalog, and the default branch') as string,
  });
});

test('a hotfix is not made of a branch that is not what its name says', async () => {
  await shop.fix('fix: prices');
  await shop.git('switch', '--quiet', '--create', 'hotfix/catalog-7.3');
  await shop.git('branch', '--quiet', '-D', branch);
  await shop.git('push', '--quiet', 'origin', 'HEAD:hotfix/catalog-7.3', `:${branch}`);
  expect((await shop.deliver('release catalog')).stderr).toMatch(/catalog has no release 7\.3\.x/);

  await shop.git('switch', '--quiet', '--create', branch, 'catalog-v0.1.0');
  await shop.git('merge', '--quiet', '--no-ff', 'main', '-m', 'Merge main');
  await shop.fix('fix: prices', '2');
  expect((await shop.deliver('release catalog')).stderr).toMatch(
    /has catalog 0\.2\.0 in it, .* pick the fix alone: `git switch --create hotfix\/catalog-0\.1 catalog-v0\.1\.0`/,
  );
});

test('a hotfix has the newest patch of its line, wherever that was made', async () => {
  await shop.fix('fix: prices');
  await shop.git('tag', '-a', 'catalog-v0.1.1', '-m', 'a release');
  await shop.git('push', '--quiet', 'origin', 'catalog-v0.1.1');
  await shop.git('reset', '--quiet', '--hard', 'HEAD^');
  await shop.commit('fix: weights', { 'services/catalog/weight': '1\n' });
  expect(await shop.deliver('plan catalog')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('`git merge catalog-v0.1.1`') as string,
  });
  await shop.git('merge', '--quiet', '--no-edit', 'catalog-v0.1.1');
  expect(await plan()).toMatchObject({ version: '0.1.2', last: { version: '0.1.1' } });
});
