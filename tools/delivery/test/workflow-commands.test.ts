import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { deliver, digest, type Answer } from './deliver.ts';
import { services } from './miniature.ts';
import { openShop, type Shop } from './shop.ts';

describe('title', () => {
  const read = (...args: string[]): Promise<Answer> => deliver(import.meta.dirname, ['title', ...args]);

  test.each([
    ['feat(catalog): search by paper size', { type: 'feat', scope: 'catalog', level: 'minor' }],
    ['fix!: no more crumpled paper', { type: 'fix', scope: null, level: 'major' }],
    ['docs: how to fold', { type: 'docs', scope: null, level: null }],
    ['Revert "feat: glue"', { type: 'revert', level: 'patch' }],
  ])('takes %s', async (title, expected) => {
    expect((await read('--json', '--', title)).json).toMatchObject(expected);
  });

  test.each(['Search by paper size', 'feature: search', 'feat:', '--json', '', 'feat(catalog) search'])(
    'does not take "%s", and says what it wants',
    async (title) => {
      const { code, stderr } = await read('--', title);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /not the header of a conventional commit\. Write it as "feat\(catalog\): search/,
      );
    },
  );
});

let shop: Shop;
const inShop = (): void => {
  beforeEach(async () => {
    shop = await openShop();
  });
};

describe('affected', () => {
  inShop();

  const affectedBy = async (...files: string[]): Promise<unknown> => {
    await shop.commit('feat: x', Object.fromEntries(files.map((file) => [file, 'changed\n'])));
    return (await shop.deliver('affected')).json;
  };

  test('names the services that the branch can release', async () => {
    expect(await affectedBy('services/catalog/src/server.ts', 'charts/voting/Chart.yaml')).toEqual({
      services: ['catalog', 'voting'],
      envRepo: false,
    });
    expect(await affectedBy('packages/service-kit/src/config.ts')).toMatchObject({
      services,
    });
  });

  test('names none for what releases none, and tells a change of the env-repo', async () => {
    expect(await affectedBy('README.md', 'services/catalogue.md')).toEqual({ services: [], envRepo: false });
    expect(await affectedBy('env-repo/envs/dev/values.yaml')).toEqual({ services: [], envRepo: true });
  });

  test('looks at what the branch has done, not at what the other one has since', async () => {
    await shop.git('branch', 'feature');
    await shop.merge('fix: on main', { 'services/voting/src/server.ts': 'changed\n' });
    await shop.git('switch', '--quiet', 'feature');
    expect(await affectedBy('services/catalog/src/server.ts')).toMatchObject({ services: ['catalog'] });
  });
});

describe('running', () => {
  inShop();

  test('lists what is in several environments once, and nothing where nothing is', async () => {
    expect((await shop.deliver('running')).json).toEqual({ releases: [] });
    const image = { repository: 'ghcr.io/foldline/catalog', digest: digest(1) };
    await shop.deliver(`release catalog --repository ${image.repository} --digest ${image.digest}`);
    await shop.deliver('deploy catalog --version 0.1.0');
    await shop.deliver('promote catalog --to preprod');
    expect((await shop.deliver('running')).json).toEqual({
      releases: [
        {
          service: 'catalog',
          version: '0.1.0',
          environments: ['dev', 'preprod'],
          image,
          commit: await shop.git('rev-parse', 'HEAD'),
        },
      ],
    });
  });
});

describe('in a workflow', () => {
  inShop();

  test('a result becomes the outputs of the step, and a part of the summary', async () => {
    const env = {
      GITHUB_OUTPUT: join(shop.directory, 'outputs'),
      GITHUB_STEP_SUMMARY: join(shop.directory, 'summary.md'),
    };
    await shop.merge('feat: <img src=x>\n\nBREAKING CHANGE: a\noutcome=pwned', {
      'services/catalog/a': 'a\n',
    });
    await shop.git('tag', '-a', 'catalog-v0.1.0', '-m', 'by hand', 'HEAD~1');
    await shop.git('push', '--quiet', 'origin', '--tags');
    const image = `--repository ghcr.io/foldline/catalog --digest ${digest(1)}`;
    await shop.deliver(`release catalog ${image}`, env);
    const outputs = readOutputs(await readFile(env.GITHUB_OUTPUT, 'utf8'));
    expect(outputs).toMatchObject({
      outcome: 'released',
      version: '0.2.0',
      'image-repository': 'ghcr.io/foldline/catalog',
      'image-digest': digest(1),
    });
    expect(outputs['notes']).toMatch(/^catalog 0\.2\.0\n\nBreaking changes\n- a/);
    const summary = await readFile(env.GITHUB_STEP_SUMMARY, 'utf8');
    for (const line of summary.trimEnd().split('\n')) expect(line).toMatch(/^( {4}|$)/);
    expect(summary).toContain('<img src=x>');
  });

  test('what is not there is empty, and a list is JSON', async () => {
    const env = { GITHUB_OUTPUT: join(shop.directory, 'outputs') };
    await shop.deliver('plan catalog', env);
    expect(readOutputs(await readFile(env.GITHUB_OUTPUT, 'utf8'))).toMatchObject({
      outcome: 'release',
      last: '',
      commits: expect.stringMatching(/^\[\{"hash":/) as string,
    });
  });
});

/** Reads outputs as the runner does. */
function readOutputs(text: string): Record<string, string> {
  const lines = text.matchAll(/^([\w-]+)<<(.+)\n([^]*?)\n\2\n/gm);
  return Object.fromEntries([...lines].map(([, name = '', , content = '']) => [name, content]));
}
