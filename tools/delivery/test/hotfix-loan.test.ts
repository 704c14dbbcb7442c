import { beforeEach, expect, test } from 'vitest';
import { mergeRequest, releaseFile, ship } from './catalog-releases.ts';
import { image, openHotfixShop, type HotfixShop } from './hotfix-shop.ts';
import { runProcess } from './processes.ts';
import { git } from './template.ts';

let shop: HotfixShop;
beforeEach(async () => {
  shop = await openHotfixShop();
});

/** Has 0.2.0 in dev and the hotfix released. */
async function openHotfix(): Promise<void> {
  await shop.deliver('deploy catalog --version 0.2.0');
  await shop.fix('fix: prices');
  await shop.deliver(`release catalog ${image(3)}`);
}

test('environments are lent to a hotfix, and what is newest returns to each', async () => {
  await openHotfix();
  await shop.deliver('promote catalog --to preprod');
  expect((await shop.deliver('deploy catalog --version 0.1.1')).json).toMatchObject({
    outcome: 'deployed',
    previous: '0.2.0',
  });
  expect((await shop.deliver('promote catalog --to preprod')).json).toMatchObject({
    outcome: 'promoted',
    version: '0.1.1',
    previous: '0.2.0',
  });
  expect((await shop.deliver('promote catalog --to prod --skip-soak')).json).toMatchObject({
    outcome: 'requested',
  });
  await shop.git('switch', '--quiet', 'main');
  await mergeRequest(shop, 'prod');
  expect(await releaseFile(shop, 'prod')).toContain("version: '0.1.1'");

  expect((await shop.deliver('deploy catalog --version 0.2.0')).json).toMatchObject({
    outcome: 'deployed',
    previous: '0.1.1',
  });
  expect((await shop.deliver('promote catalog --to preprod')).json).toMatchObject({
    outcome: 'promoted',
    version: '0.2.0',
  });
  // A loan is for once: the same job that runs again does not take dev back.
  expect((await shop.deliver('deploy catalog --version 0.1.1')).json).toMatchObject({
    outcome: 'superseded',
  });
  expect((await shop.deliver('check')).json).toMatchObject({ problems: [] });
  const report = (await shop.deliver('report --env preprod')).json;
  expect(report).toMatchObject({ all: { deployments: 4, changeFailRate: 0 } });
});

test('a newer release ends the loan, and what was rolled back before it stays away', async () => {
  await openHotfix();
  await shop.deliver('rollback catalog --env dev');
  expect((await shop.deliver('deploy catalog --version 0.1.1')).json).toMatchObject({
    outcome: 'deployed',
    previous: '0.1.0',
  });
  expect(await shop.deliver('deploy catalog --version 0.2.0')).toMatchObject({ code: 3 });
  await shop.git('switch', '--quiet', 'main');
  expect(await ship(shop, 5)).toBe('0.3.0');
  expect(await releaseFile(shop, 'dev')).toContain("version: '0.3.0'");
});

test('a hotfix is made once, however many runs race for two fixes', async () => {
  await shop.deliver('deploy catalog --version 0.2.0');
  const commits = [await shop.fix('fix: one'), await shop.fix('fix: two')];
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      runProcess(shop, [
        `release catalog --commit ${commits[index % 2] ?? ''} ${image(index)}`,
        'deploy catalog --version {version}',
      ]),
    ),
  );
  expect(runs.filter(({ code }) => code !== 0)).toEqual([]);
  const outcomes = runs.map(({ answers }) => answers[0] as unknown as { outcome: string; version: string });
  const released = outcomes.filter(({ outcome }) => outcome === 'released').map(({ version }) => version);
  const tags = (await git(shop.origin, 'tag', '--list', 'catalog-v0.1.*')).split('\n');
  expect(['catalog-v0.1.0', ...released.map((version) => `catalog-v${version}`).sort()]).toEqual(tags);
  const newest = tags.at(-1) ?? '';
  expect(await git(shop.origin, 'rev-parse', `${newest}^{commit}`)).toBe(commits[1]);
  expect(await releaseFile(shop, 'dev')).toContain(`chart: '${newest}'`);
});
