import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { mergeRequest, releaseFile, ship } from './catalog-releases.ts';
import { digest } from './deliver.ts';
import { runProcess } from './processes.ts';
import { openShop, type Shop } from './shop.ts';
import { git, gitEnvironment } from './template.ts';

const branch = 'hotfix/catalog-0.1';
const file = (content: string): Record<string, string> => ({ 'services/catalog/price': `${content}\n` });
const image = (seed: number): string => `--repository ghcr.io/foldline/catalog --digest ${digest(seed)}`;

/** catalog 0.1.0 is in preprod, 0.2.0 was released an hour ago, and the branch for a hotfix of 0.1 is checked out. */
let shop: Shop;
beforeEach(async () => {
  shop = await openShop('shipped');
  await shop.merge('feat: more', { 'services/catalog/more': 'more\n' });
  await tagBefore('catalog-v0.2.0');
  await shop.git('fetch', '--quiet', '--tags', 'origin');
  await shop.git('switch', '--quiet', '--create', branch, 'catalog-v0.1.0');
});

/** Releases HEAD as an hour ago, with an image. */
async function tagBefore(tag: string): Promise<void> {
  const message = `a release\n\nImage: ghcr.io/foldline/catalog@${digest(2)}`;
  const env = { ...gitEnvironment, GIT_COMMITTER_DATE: `${Math.floor(Date.now() / 1000) - 3600} +0000` };
  await promisify(execFile)('git', ['tag', '-a', tag, '-m', message], { cwd: shop.work, env });
  await shop.git('push', '--quiet', 'origin', tag);
}

/** Commits a fix to the branch, and pushes it. */
async function fix(message: string, content = message): Promise<string> {
  const hash = await shop.commit(message, file(content));
  await shop.git('push', '--quiet', 'origin', `HEAD:${branch}`);
  return hash;
}

const plan = async (): Promise<Record<string, unknown>> => (await shop.deliver('plan catalog')).json;

describe('a release from a hotfix branch', () => {
  test('is the next patch of its line, planned before it is pushed, and released after', async () => {
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

  test('has no features: a patch that brings one would say so in no version', async () => {
    const feature = await fix('feat: a new page');
    expect(await shop.deliver('plan catalog')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(
        `${feature.slice(0, 7)} on ${branch} is a feature, and a hotfix is a patch: 0\\.1\\.1 has fixes only`,
      ) as string,
    });
    await shop.git('revert', '--no-edit', feature);
    await fix('fix: prices', '2');
    expect(await plan()).toMatchObject({ version: '0.1.1' });
    await fix('fix!: other prices', '3');
    expect((await shop.deliver('release catalog')).stderr).toMatch(/is a breaking change, and a hotfix/);
  });

  test('is not made of a line that is the newest: there main makes the next patch', async () => {
    await shop.git('switch', '--quiet', '--create', 'hotfix/catalog-0.2', 'catalog-v0.2.0');
    await shop.commit('fix: prices', file('1'));
    expect(await shop.deliver('plan catalog')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('0.2 is the newest line of catalog, and the default branch') as string,
    });
  });

  test('is not made of a branch that is not what its name says', async () => {
    await fix('fix: prices');
    await shop.git('switch', '--quiet', '--create', 'hotfix/catalog-7.3');
    await shop.git('branch', '--quiet', '-D', branch);
    await shop.git('push', '--quiet', 'origin', 'HEAD:hotfix/catalog-7.3', `:${branch}`);
    expect((await shop.deliver('release catalog')).stderr).toMatch(/catalog has no release 7\.3\.x/);

    await shop.git('switch', '--quiet', '--create', branch, 'catalog-v0.1.0');
    await shop.git('merge', '--quiet', '--no-ff', 'main', '-m', 'Merge main');
    await fix('fix: prices', '2');
    expect((await shop.deliver('release catalog')).stderr).toMatch(
      /has catalog 0\.2\.0 in it, .* pick the fix alone: `git switch --create hotfix\/catalog-0\.1 catalog-v0\.1\.0`/,
    );
  });

  test('has the newest patch of its line, wherever that was made', async () => {
    await fix('fix: prices');
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

  test('is made once, however many runs race for two fixes', async () => {
    await shop.deliver('deploy catalog --version 0.2.0');
    const commits = [await fix('fix: one'), await fix('fix: two')];
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

  test('says which fixes main would lose, until they are there', async () => {
    const picked = await fix('fix: prices');
    const other = await fix('fix: weights');
    await fix('docs: notes');
    expect(await plan()).toMatchObject({ missing: [{ hash: other }, { hash: picked }] });
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
});

describe('on its way', () => {
  /** Has 0.2.0 in dev and the hotfix released. */
  async function openHotfix(): Promise<void> {
    await shop.deliver('deploy catalog --version 0.2.0');
    await fix('fix: prices');
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
});
