import { beforeEach, expect, test } from 'vitest';
import { branch, file, openHotfixShop, type HotfixShop } from './hotfix-shop.ts';

let shop: HotfixShop;
beforeEach(async () => {
  shop = await openHotfixShop();
});

test('a hotfix says which fixes main would lose, until they are there', async () => {
  const picked = await shop.fix('fix: prices');
  const other = await shop.fix('fix: weights');
  await shop.fix('docs: notes');
  expect((await shop.deliver('plan catalog')).json).toMatchObject({
    missing: [{ hash: other }, { hash: picked }],
  });
  const { stdout } = await shop.run('release', 'catalog');
  expect(stdout).toMatch(
    /next release would lose:\n {2}[0-9a-f]{7} fix: weights\n {2}[0-9a-f]{7} fix: prices\n/,
  );
  await shop.git('switch', '--quiet', 'main');
  await shop.git('cherry-pick', picked);
  // A pick that had to be adapted makes another change, and says where it comes from.
  await shop.merge(`fix: weights (#7)\n\n(cherry picked from commit ${other})`, file('adapted'));
  expect((await shop.deliver(`release catalog --commit ${branch}`)).json).toMatchObject({
    outcome: 'already',
    missing: [],
  });
});
