import { describe, expect, test } from 'vitest';
import { openShop, type Shop } from './shop.ts';
import { git, lockfile } from './template.ts';

const file = { 'services/catalog/src/server.ts': '// changed\n' };

/** A shop whose catalog has been released as a version. */
async function released(version = '0.1.0'): Promise<Shop> {
  const shop = await openShop();
  await shop.git('tag', '-a', `catalog-v${version}`, '-m', 'a release');
  await shop.git('push', '--quiet', 'origin', `catalog-v${version}`);
  return shop;
}

async function planned(shop: Shop): Promise<Record<string, unknown>> {
  return (await shop.deliver('plan catalog')).json;
}

test('the first release is 0.1.0, whatever the commits say', async () => {
  const shop = await openShop();
  expect(await planned(shop)).toMatchObject({
    outcome: 'release',
    version: '0.1.0',
    last: null,
    level: null,
  });
});

test('the message of a commit says how far the version moves', async () => {
  const shop = await released('0.1.0');
  const start = await shop.git('rev-parse', 'HEAD');
  const next = async (message: string): Promise<unknown> => {
    await shop.commit(message, file);
    const { outcome, version, level } = await planned(shop);
    await shop.git('reset', '--quiet', '--hard', start);
    return outcome === 'release' ? `${String(level)} ${String(version)}` : outcome;
  };
  expect(await next('fix: it')).toBe('patch 0.1.1');
  expect(await next('perf(search): faster')).toBe('patch 0.1.1');
  expect(await next('Feat: in capitals')).toBe('minor 0.2.0');
  expect(await next('feat!: other')).toBe('minor 0.2.0');
  expect(await next('docs: it')).toBe('nothing');
  expect(await next('Some words')).toBe('nothing');
  expect(await next('feat:no space')).toBe('nothing');
  expect(await next('refactor: it\n\nBreaking change: none, really')).toBe('nothing');

  await shop.git('tag', '-a', 'catalog-v1.4.9', '-m', 'by hand: this is stable');
  await shop.git('push', '--quiet', 'origin', 'catalog-v1.4.9');
  expect(await next('fix: it')).toBe('patch 1.4.10');
  expect(await next('feat: more')).toBe('minor 1.5.0');
  expect(await next('fix(api)!: other')).toBe('major 2.0.0');
  expect(await next('refactor: it\n\nBREAKING CHANGE: the answer is another one')).toBe('major 2.0.0');
});

test('what other services are made from does not count', async () => {
  const shop = await released();
  await shop.commit('feat!: other', { 'services/voting/src/server.ts': '// changed\n', 'docs/a.md': '#\n' });
  await shop.commit('feat: a test helper', { 'packages/local-postgres/src/cluster.ts': '// changed\n' });
  expect(await planned(shop)).toMatchObject({ outcome: 'nothing', commits: [] });
});

test('the highest level of all counts, and says which commits ask for it', async () => {
  const shop = await released('1.0.0');
  await shop.commit('feat: more', file);
  await shop.commit('fix: less', { 'charts/service/values.yaml': '# changed\n' });
  const plan = await planned(shop);
  expect(plan).toMatchObject({ version: '1.1.0' });
  expect(plan['commits']).toMatchObject([
    { header: 'fix: less', level: 'patch', author: 'Mara' },
    { header: 'feat: more', level: 'minor' },
  ]);
});

describe('merges', () => {
  test('a branch that is merged as it is speaks through its commits', async () => {
    const shop = await released();
    await shop.git('switch', '--quiet', '--create', 'branch');
    await shop.commit('feat: more', file);
    await shop.git('switch', '--quiet', 'main');
    await shop.commit('docs: meanwhile', { 'README.md': '#\n' });
    await shop.git('merge', '--quiet', '--no-ff', 'branch', '-m', "Merge branch 'branch'");
    const plan = await planned(shop);
    expect(plan).toMatchObject({ version: '0.2.0' });
    expect(plan['commits']).toHaveLength(1);
  });

  test('and through the title of the merge, if that says something about the service', async () => {
    const shop = await released();
    await shop.git('switch', '--quiet', '--create', 'branch');
    await shop.commit('wip', file);
    await shop.git('switch', '--quiet', 'main');
    await shop.git('merge', '--quiet', '--no-ff', 'branch', '-m', 'feat: search by size (#7)');
    expect(await planned(shop)).toMatchObject({ version: '0.2.0' });
    await shop.git('reset', '--quiet', '--hard', 'HEAD^1');
    await shop.git('switch', '--quiet', '--create', 'elsewhere');
    await shop.commit('wip', { 'services/voting/src/server.ts': '// changed\n' });
    await shop.git('switch', '--quiet', 'main');
    await shop.git('merge', '--quiet', '--no-ff', 'elsewhere', '-m', 'feat: more votes (#8)');
    expect(await planned(shop)).toMatchObject({ outcome: 'nothing' });
  });

  test('of a squash the title decides, and what it breaks', async () => {
    const shop = await released('1.0.0');
    await shop.commit('fix: prices (#9)\n\n* feat: a try\n* feat!: another', file);
    expect(await planned(shop)).toMatchObject({ version: '1.0.1' });
    await shop.commit('fix: more (#10)\n\n* feat: a try\n\nBREAKING CHANGE: no cents', {
      'services/catalog/a': '1\n',
    });
    expect(await planned(shop)).toMatchObject({ version: '2.0.0' });
  });
});

describe('reverts', () => {
  test('a commit and its revert together are nothing', async () => {
    const shop = await released();
    await shop.commit('feat!: more', file);
    await shop.git('revert', '--no-edit', 'HEAD');
    expect(await planned(shop)).toMatchObject({ outcome: 'nothing', commits: [] });
  });

  test('a revert of a revert brings the commit back', async () => {
    const shop = await released();
    await shop.commit('feat: more', file);
    await shop.git('revert', '--no-edit', 'HEAD');
    await shop.git('revert', '--no-edit', 'HEAD');
    const plan = await planned(shop);
    expect(plan).toMatchObject({ version: '0.2.0' });
    expect(plan['commits']).toHaveLength(1);
  });

  test('a revert that names the title alone, as a squashed one does', async () => {
    const shop = await released();
    await shop.commit('feat: more (#3)', file);
    await shop.commit('Revert "feat: more" (#4)\n\nReverts foldline/foldline#3', {
      'services/catalog/a': '1\n',
    });
    expect(await planned(shop)).toMatchObject({ outcome: 'nothing' });
  });

  test('a revert of what has been released is a patch', async () => {
    const shop = await openShop();
    await shop.commit('feat: more', file);
    await shop.git('push', '--quiet', 'origin', 'main');
    await shop.deliver('release catalog');
    await shop.git('revert', '--no-edit', 'HEAD');
    expect(await planned(shop)).toMatchObject({ version: '0.1.1', level: 'patch' });
  });
});

describe('the lockfile', () => {
  test('a dependency that is in the image is a patch, however the commit is called', async () => {
    const shop = await released();
    await shop.commit('build: new packages', { 'package-lock.json': lockfile({ fastify: '5.1.0' }) });
    expect(await planned(shop)).toMatchObject({
      version: '0.1.1',
      level: 'patch',
      dependencies: [{ name: 'fastify', from: ['5.0.0'], to: ['5.1.0'] }],
    });
  });

  test('the bundler is in every image, in a way', async () => {
    const shop = await released();
    await shop.commit('build: new bundler', { 'package-lock.json': lockfile({ esbuild: '0.29.0' }) });
    expect(await planned(shop)).toMatchObject({ version: '0.1.1', dependencies: [{ name: 'esbuild' }] });
  });

  test('what only tests need is not', async () => {
    const shop = await released();
    await shop.commit('build: new packages', { 'package-lock.json': lockfile({ vitest: '5.0.0' }) });
    expect(await planned(shop)).toMatchObject({ outcome: 'nothing', dependencies: [] });
  });
});

test('tags that are not releases of the service are left alone', async () => {
  const shop = await released('0.1.0');
  await shop.commit('fix: it', file);
  const blob = await shop.git('rev-parse', 'HEAD:package-lock.json');
  for (const tag of [
    'v9.0.0',
    'catalog-v9.0.0-rc.1',
    'catalog-v9.0',
    'catalog-vnext',
    'catalog-v01.0.0',
    'voting-v9.0.0',
  ]) {
    await shop.git('tag', tag);
  }
  await shop.git('tag', 'catalog-v8.0.0', blob);
  await shop.git('push', '--quiet', 'origin', '--tags');
  expect(await planned(shop)).toMatchObject({ outcome: 'release', version: '0.1.1' });
});

test('a version whose tag is aside from the history is said, not taken', async () => {
  const shop = await released('0.1.0');
  await shop.git('switch', '--quiet', '--create', 'aside');
  await shop.commit('fix: aside', file);
  await shop.git('tag', '-a', 'catalog-v0.1.1', '-m', 'by hand');
  await shop.git('push', '--quiet', 'origin', 'catalog-v0.1.1');
  await shop.git('switch', '--quiet', 'main');
  await shop.commit('fix: it', file);
  const { code, stderr } = await shop.deliver('plan catalog');
  expect(code).toBe(1);
  expect(stderr).toMatch(/catalog-v0\.1\.1 names [0-9a-f]{12}, which is not in this history\. Merge/);
});

test('tags of the remote count, and those that are only here do not', async () => {
  const shop = await released('0.1.0');
  await shop.git('tag', '-d', 'catalog-v0.1.0');
  await shop.git('tag', '-a', 'catalog-v3.0.0', '-m', 'a slip');
  await shop.commit('fix: it', file);
  expect(await planned(shop)).toMatchObject({ version: '0.1.1' });
  expect(await shop.git('tag')).toBe('catalog-v3.0.0');
});

test('another commit than HEAD', async () => {
  const shop = await released();
  await shop.commit('fix: one', file);
  await shop.commit('feat: two', { 'services/catalog/a': '1\n' });
  expect((await shop.deliver('plan catalog --commit HEAD~1')).json).toMatchObject({ version: '0.1.1' });
  expect((await shop.deliver('plan catalog --commit nothing')).code).toBe(2);
});

test('for people it says what and why', async () => {
  const shop = await released();
  await shop.commit('feat: more', { ...file, 'package-lock.json': lockfile({ fastify: '5.1.0' }) });
  const { stdout } = await shop.run('plan', 'catalog');
  expect(stdout).toMatch(
    /^catalog 0\.2\.0, a minor since 0\.1\.0\n {2}[0-9a-f]{7} minor feat: more\n {2}lockfile patch fastify 5\.0\.0 → 5\.1\.0\n$/,
  );
});

test('a shallow clone is told how to become a whole one', async () => {
  const shop = await openShop();
  await shop.merge('fix: it', file);
  await git(shop.directory, 'clone', '--quiet', '--depth=1', `file://${shop.origin}`, 'shallow');
  const { code, stderr } = await shop.run('plan', 'catalog', { in: `${shop.directory}/shallow` });
  expect(code).toBe(1);
  expect(stderr).toMatch(/fetch-depth: 0/);
});

test('a clone without a remote plans by its own tags', async () => {
  const shop = await released('0.4.0');
  await shop.git('remote', 'remove', 'origin');
  await shop.commit('fix: it', file);
  expect(await planned(shop)).toMatchObject({ version: '0.4.1' });
});
