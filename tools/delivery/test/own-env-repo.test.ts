import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { addCharts, findHelm } from './helm.ts';
import { openShop, type Shop } from './shop.ts';
import { git } from './template.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** The shop's env-repo as a repository of its own beside it, with a clone. */
async function makeOwn(): Promise<{ own: string; work: string; env: NodeJS.ProcessEnv }> {
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
  return { own, work, env: { ENV_REPO: '../environments.git', ENV_REF: 'live', ENV_PATH: '.' } };
}

test('an env-repo of its own is written where ENV_REPO, ENV_REF and ENV_PATH say, and the source is not', async () => {
  const { own, env } = await makeOwn();

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

test('what a request to an env-repo of its own changes is shown in a clone of it', async ({ skip }) => {
  const HELM = (await findHelm()) ?? skip('helm is not installed');
  await addCharts(shop);
  await shop.merge('feat: real charts', {});
  const { work } = await makeOwn();
  const env = { HELM, ENV_REPO: '../environments', ENV_REF: 'HEAD', ENV_PATH: '.' };
  const base = await git(work, 'rev-parse', 'HEAD');
  await writeFile(join(work, 'envs/dev/catalog/values.yaml'), 'config: {LOG_LEVEL: trace}\n');
  await git(work, 'commit', '--quiet', '--all', '-m', 'chore: louder');

  const shown = await shop.run('diff', '--since', base, { env });
  expect(shown.stdout).toMatch(/^catalog: dev without a release → [^]*\n\+.*trace/);
  const unknown = await shop.run('diff', '--since', '0'.repeat(40), { env });
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toMatch(/The env-repo has no commit 0{40} on the way to HEAD/);
});
