import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** Merges a change of catalog, releases it, and deploys it. */
async function ship(number: number): Promise<string> {
  await shop.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  await shop.merge(`feat: number ${number}`, { 'services/catalog/number': `${number}\n` });
  return release(number);
}

async function release(number: number): Promise<string> {
  const image = `--repository ghcr.io/foldline/catalog --digest ${digest(number)}`;
  const version = String((await shop.deliver(`release catalog ${image}`)).json['version']);
  await shop.deliver(`deploy catalog --version ${version}`);
  await shop.git('pull', '--quiet', '--ff-only', 'origin', 'main');
  return version;
}

function releaseFile(environment: string, ref = 'main'): Promise<string> {
  return git(shop.origin, 'cat-file', 'blob', `${ref}:env-repo/envs/${environment}/catalog/release.yaml`);
}

async function mergeBranch(environment: string): Promise<void> {
  await shop.git('fetch', '--quiet', 'origin');
  await shop.git('merge', '--quiet', '--ff', 'origin/main');
  await shop.git('merge', '--quiet', '--no-ff', `origin/promote/${environment}/catalog`, '-m', 'Merge it');
  await shop.git('push', '--quiet', 'origin', 'main');
}

describe('deploy', () => {
  test('writes what runs, and who did it', async () => {
    await release(1);
    const commit = await git(shop.origin, 'rev-parse', 'catalog-v0.1.0^{commit}');
    expect((await releaseFile('dev')).replace(/'20.*Z'/, 'T'))
      .toBe(`# yaml-language-server: $schema=../../../schemas/release.schema.json
# Written by machines, and copied from one environment to the next. What people decide is in values.yaml beside it.
version: '0.1.0'
image:
  repository: 'ghcr.io/foldline/catalog'
  tag: '0.1.0'
  digest: '${digest(1)}'
chart: 'catalog-v0.1.0'
commit: '${commit}'
releasedAt: T`);
    expect(await git(shop.origin, 'log', '-1', '--format=%an <%ae>%n%B', 'main')).toBe(
      `Foldline delivery <delivery@foldline.invalid>
chore(dev): deploy catalog 0.1.0

Service: catalog
Version: 0.1.0
Environment: dev
Source-Commit: ${commit}
Run: local
Actor: Mara`,
    );
  });

  test('run again it does nothing, and an older version does not come back unless it is told to', async () => {
    shop = await openShop('shipped');
    await ship(2);
    const before = await git(shop.origin, 'rev-parse', 'main');
    expect(await shop.deliver('deploy catalog --version 0.2.0')).toMatchObject({
      code: 0,
      json: { outcome: 'already' },
    });
    expect(await shop.deliver('deploy catalog --version 0.1.0')).toMatchObject({
      code: 0,
      json: { outcome: 'superseded', previous: '0.2.0' },
    });
    expect(await git(shop.origin, 'rev-parse', 'main')).toBe(before);
    expect((await shop.deliver('deploy catalog --version 0.1.0 --allow-downgrade')).json).toMatchObject({
      outcome: 'deployed',
    });
    expect(await releaseFile('dev')).toContain("version: '0.1.0'");
  });

  test('a version is one image', async () => {
    await release(1);
    const other = `--repository ghcr.io/foldline/catalog --digest ${digest(2)}`;
    expect(await shop.deliver(`deploy catalog --version 0.1.0 ${other}`)).toMatchObject({ code: 3 });
    await shop.deliver('release voting');
    const voting = (seed: number): string =>
      `deploy voting --version 0.1.0 --repository r/voting --digest ${digest(seed)}`;
    expect((await shop.deliver(voting(1))).json).toMatchObject({ outcome: 'deployed' });
    expect(await shop.deliver(voting(2))).toMatchObject({ code: 3, json: { outcome: 'refused' } });
  });

  test('what was not released, and what the policy does not know, is not deployed', async () => {
    const image = `--repository r/catalog --digest ${digest(1)}`;
    const unreleased = await shop.deliver(`deploy catalog --version 7.0.0 ${image}`);
    expect(unreleased).toMatchObject({ code: 2 });
    expect(unreleased.stderr).toMatch(/no catalog-v7\.0\.0\. Release it first/);
    await shop.git('tag', '-a', 'checkout-v1.0.0', '-m', 'by hand');
    await shop.git('push', '--quiet', 'origin', '--tags');
    const unknown = await shop.deliver(`deploy checkout --version 1.0.0 ${image}`);
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toMatch(/policy\.yaml has no service checkout/);
  });

  test('a file that was broken by hand stops it, and is replaced when it is told to', async () => {
    shop = await openShop('shipped');
    const path = 'env-repo/envs/dev/catalog/release.yaml';
    await shop.merge('chore: by hand', { [path]: 'version: "0.1.0\n' });
    await shop.merge('fix: next', { 'services/catalog/number': '2\n' });
    await shop.deliver(`release catalog --repository r/catalog --digest ${digest(2)}`);
    const stopped = await shop.deliver('deploy catalog --version 0.1.1');
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/dev\/catalog\/release\.yaml is not valid YAML/);
    expect((await shop.deliver('deploy catalog --version 0.1.1 --allow-downgrade')).code).toBe(0);
  });
});

describe('promote', () => {
  test('copies byte for byte to where nobody has to ask, and proposes where somebody has to', async () => {
    await ship(1);
    expect((await shop.deliver('promote catalog --from dev --to preprod')).json).toMatchObject({
      outcome: 'promoted',
      previous: null,
      branch: null,
    });
    expect(await releaseFile('preprod')).toBe(await releaseFile('dev'));
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
    expect(await releaseFile('prod', 'promote/prod/catalog')).toBe(await releaseFile('dev'));
    await mergeBranch('prod');
    expect((await shop.deliver('promote catalog --to prod --skip-soak')).json).toMatchObject({
      outcome: 'already',
    });
  });

  test('asks where the policy does not, when it is told to', async () => {
    await ship(1);
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
    await ship(2);
    await shop.deliver('promote catalog --to preprod');
    expect(await propose()).not.toBe(first);
    expect(await releaseFile('prod', 'promote/prod/catalog')).toBe(await releaseFile('dev'));
  });

  test('goes neither around an environment nor backwards', async () => {
    expect((await shop.deliver('promote catalog --to preprod')).stderr).toMatch(
      /no release of catalog in dev yet/,
    );
    await ship(1);
    expect(await shop.deliver('promote catalog --from dev --to prod')).toMatchObject({ code: 3 });
    expect(await shop.deliver('promote catalog --to dev')).toMatchObject({ code: 3 });
    expect(await shop.deliver('promote catalog --to nowhere')).toMatchObject({ code: 2 });
    await ship(2);
    await shop.deliver('promote catalog --to preprod');
    await shop.deliver('rollback catalog --env dev');
    const backwards = await shop.deliver('promote catalog --to preprod');
    expect(backwards).toMatchObject({ code: 3 });
    expect(backwards.stderr).toMatch(/newer than 0\.1\.0 in dev\. To go back, use `delivery rollback`/);
  });
});

describe('rollback', () => {
  test('brings back what was there before, byte for byte, and further back the next time', async () => {
    shop = await openShop('shipped');
    const files = [await releaseFile('dev')];
    for (const number of [2, 3]) {
      await ship(number);
      files.push(await releaseFile('dev'));
    }
    expect((await shop.deliver('rollback catalog --env dev')).json).toMatchObject({
      outcome: 'rolled-back',
      version: '0.2.0',
      previous: '0.3.0',
    });
    expect(await releaseFile('dev')).toBe(files[1]);
    expect((await shop.deliver('rollback catalog --env dev')).json).toMatchObject({ version: '0.1.0' });
    expect(await releaseFile('dev')).toBe(files[0]);
    expect((await shop.deliver('rollback catalog --env dev')).code).toBe(1);
    expect((await shop.deliver('rollback catalog --env dev --to 0.3.0')).json).toMatchObject({
      version: '0.3.0',
    });
    expect((await shop.deliver('rollback catalog --env dev --to 0.3.0')).json).toMatchObject({
      outcome: 'already',
    });
  });

  test('of prod is proposed, and takes what was in an environment before it too', async () => {
    shop = await openShop('shipped');
    const old = await releaseFile('preprod');
    await ship(2);
    await shop.deliver('promote catalog --to preprod');
    await shop.deliver('promote catalog --to prod --skip-soak');
    await mergeBranch('prod');
    expect((await shop.deliver('rollback catalog --env prod')).code).toBe(1);
    expect((await shop.deliver('rollback catalog --env prod --to 9.9.9')).stderr).toMatch(
      /was never in prod or preprod or dev/,
    );
    expect((await shop.deliver('rollback catalog --env prod --to 0.1.0')).json).toMatchObject({
      outcome: 'requested',
      branch: 'promote/prod/catalog',
    });
    expect(await releaseFile('prod', 'promote/prod/catalog')).toBe(old);
  });
});

test('a rollback sticks: neither a deployment nor a promotion that runs again takes it back', async () => {
  shop = await openShop('shipped');
  await ship(2);
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
  await ship(3);
  expect((await shop.deliver('promote catalog --to preprod')).json).toMatchObject({
    outcome: 'promoted',
    version: '0.3.0',
    previous: '0.1.0',
  });
});

describe('status and history', () => {
  test('tell from git what is where, since when, by whom, and how far behind', async () => {
    await ship(1);
    await shop.deliver('promote catalog --to preprod', { GITHUB_ACTOR: 'ada' });
    await shop.deliver('promote catalog --to prod --skip-soak', { GITHUB_ACTOR: 'ada' });
    await mergeBranch('prod');
    await ship(2);
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
});

describe('an env-repo of its own', () => {
  test('is written where ENV_REPO, ENV_REF and ENV_PATH say, and the source is not', async () => {
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
});

test('the schemas in the env-repo are those of the code', async () => {
  const { schemaFiles } = await import('../src/env-repo/schema-files.ts');
  const folder = join(import.meta.dirname, '../../../env-repo/schemas');
  for (const [name, content] of Object.entries(schemaFiles)) {
    expect(
      JSON.parse(await readFile(join(folder, name), 'utf8')),
      'npm run schemas -w tools/delivery',
    ).toEqual(JSON.parse(content));
  }
});
