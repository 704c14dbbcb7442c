import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { addCharts, findHelm } from './helm.ts';
import { openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

async function problems(): Promise<unknown> {
  await shop.git('push', '--quiet', 'origin', 'main');
  return (await shop.deliver('check')).json['problems'];
}

test('what the tool has written, and people beside it, is as it should be', async () => {
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.deliver('promote catalog --to preprod');
  expect(await shop.deliver('check')).toMatchObject({
    code: 0,
    json: { problems: [], rendered: 0, skipped: ['the charts: /nonexistent/helm is not installed'] },
  });
});

test('what people have written in the env-repo of this repository is as it should be', async () => {
  const ours = join(import.meta.dirname, '../../../env-repo');
  const copy = join(shop.work, 'env-repo');
  await rm(copy, { recursive: true });
  await cp(ours, copy, { recursive: true, filter: (source) => !source.endsWith('release.yaml') });
  await shop.merge('feat: our env-repo', {});
  expect(await problems()).toEqual([]);
});

test('a release.yaml that was edited by hand is found: by its author, and by not having been tested', async () => {
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.git('pull', '--quiet', 'origin', 'main');
  const dev = await shop.git('cat-file', 'blob', 'HEAD:env-repo/envs/dev/catalog/release.yaml');
  await shop.commit('chore: faster', {
    'env-repo/envs/preprod/catalog/release.yaml': dev.replace(digest(1), digest(2)),
    'env-repo/envs/preprod/voting/release.yaml': dev,
  });
  expect(await problems()).toMatchObject(
    [
      { file: 'env-repo/envs/preprod/voting/release.yaml', problem: /does not agree with itself/ },
      { file: 'env-repo/envs/preprod/catalog/release.yaml', problem: /was never in dev/ },
      { file: 'env-repo/envs/preprod/voting/release.yaml', problem: /was never in dev/ },
      { file: 'env-repo/envs/preprod/catalog/release.yaml', problem: /written by mara@example\.com/ },
      { file: 'env-repo/envs/preprod/voting/release.yaml', problem: /written by mara@example\.com/ },
    ].map(({ file, problem }) => ({ file, problem: expect.stringMatching(problem) as string })),
  );
});

test('a release.yaml whose edit was taken back is as it should be', async () => {
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.git('pull', '--quiet', 'origin', 'main');
  const file = 'env-repo/envs/dev/catalog/release.yaml';
  const released = await shop.git('cat-file', 'blob', `HEAD:${file}`);
  await shop.commit('chore: faster', { [file]: released.replace(digest(1), digest(2)) });
  expect(await problems()).toMatchObject([{ file }]);
  await shop.git('revert', '--no-edit', 'HEAD');
  expect(await problems()).toEqual([]);
});

test('a new environment before one that has releases already does not put these in the wrong', async () => {
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.deliver('promote catalog --to preprod');
  await shop.git('pull', '--quiet', 'origin', 'main');
  const policy = `${await shop.git('cat-file', 'blob', 'HEAD:env-repo/policy.yaml')}\n`;
  const values = Object.fromEntries(
    ['', 'catalog/', 'frontend/', 'recommendation/', 'voting/'].map((folder) => [
      `env-repo/envs/staging/${folder}values.yaml`,
      '# nothing of its own\n',
    ]),
  );
  await shop.commit('feat: staging', {
    ...values,
    'env-repo/policy.yaml': policy.replace(
      /( *- name: )preprod/,
      '$1staging\n    gate: automatic\n$1preprod',
    ),
  });
  expect(await problems()).toEqual([]);
});

test('values that a machine wrote, that the schema forbids, that are missing or have no place are found', async () => {
  await shop.commit('chore: by a machine', {});
  await shop.git('rm', '--quiet', 'env-repo/envs/prod/catalog/values.yaml');
  await shop.commit('chore: values', {
    'env-repo/envs/dev/catalog/values.yaml': 'version: 1.0.0\nreplicas: many\n',
    'env-repo/envs/dev/voting/values.yaml': 'a: 1\na: 2\n',
    'env-repo/envs/dev/recommendation/values.yaml': '# nothing of its own\n',
    'env-repo/envs/preprod/values.yaml': 'environment: dev\n',
    'env-repo/envs/test/catalog/values.yaml': 'replicas: 1\n',
  });
  expect(await problems()).toEqual(
    [
      ['env-repo/envs/dev/catalog/values.yaml', /^is not as its schema demands: .*replicas/],
      ['env-repo/envs/dev/voting/values.yaml', /^is not valid YAML: Map keys must be unique/],
      ['env-repo/envs/preprod/values.yaml', /^is of preprod, and says dev\. Write environment: preprod/],
      ['env-repo/envs/test/catalog/values.yaml', /has no place here/],
      ['env-repo/envs/prod/catalog/values.yaml', /is missing/],
    ].map(([file, problem]) => ({ file, problem: expect.stringMatching(problem as RegExp) as string })),
  );
  expect((await shop.deliver('check')).code).toBe(1);
});

test('a host name that two environments have is found', async () => {
  const routes = (kind: string, ...names: string[]): string =>
    `${kind}: { hostnames: [${names.join(', ')}] }\n`;
  await shop.commit('chore: values', {
    'env-repo/envs/dev/catalog/values.yaml': routes('httpRoute', 'dev.example', 'api.example'),
    'env-repo/envs/dev/voting/values.yaml': routes('httpRoute', 'dev.example'),
    'env-repo/envs/preprod/catalog/values.yaml': routes('httpRoute', 'preprod.example'),
    'env-repo/envs/prod/catalog/values.yaml': routes('ingress', 'api.example', 'prod.example'),
  });
  expect(await problems()).toEqual([
    {
      file: 'env-repo/envs/prod/catalog/values.yaml',
      problem:
        'has the host name api.example, as env-repo/envs/dev/catalog/values.yaml has. Give each environment its own.',
    },
  ]);
});

function freeze(from: string, to: string): string {
  return `freezes: [{ from: ${from}, to: ${to}, reason: Inventory }]`;
}

test('a policy that breaks a rule is not followed', async () => {
  const policy = `${await shop.git('cat-file', 'blob', 'HEAD:env-repo/policy.yaml')}\n`;
  const broken: [RegExp, string, RegExp][] = [
    [/automatic\n/, 'none\n', /only the first environment can have the gate none/],
    [/gate: pull-request/, 'gate: automatic', /gate of the last environment is pull-request/],
    [/gate: none/, 'gate: automatic', /gate of the first environment is none/],
    [/name: preprod/, 'name: dev', /each environment may be there once/],
    [/soak: 30m/, 'soak: soon', /environments\.2\.soak must match/],
    [
      /gate: automatic/,
      `gate: automatic\n    ${freeze('2026-12-18T18:00Z', '2027-01-04T06:00Z')}`,
      /can be frozen/,
    ],
    [/soak: 30m/, freeze('2027-01-04T06:00Z', '2026-12-18T18:00Z'), /a freeze begins before it ends/],
    [/soak: 30m/, freeze('2026-12-18', '2027-01-04'), /freezes\.0\.from must match/],
    [
      /promoter: workflows([^]*)- kargo@foldline\.invalid/,
      'promoter: kargo$1- mara@example.com',
      /in whose name Kargo commits/,
    ],
    [/- delivery@foldline\.invalid/, '- mara@example.com', /has to be one of the machines/],
    [/services:/, 'servces:', /servces|services/],
  ];
  for (const [before, after, message] of broken) {
    await shop.merge('chore: policy', { 'env-repo/policy.yaml': policy.replace(before, after) });
    const { code, stderr } = await shop.deliver('check');
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  }
});

test('with helm every service is rendered as it will run, and a value that a chart does not know is found', async ({
  skip,
}) => {
  const HELM = (await findHelm()) ?? skip('helm is not installed');
  await addCharts(shop);
  await shop.merge('feat: real charts', { 'env-repo/envs/dev/voting/values.yaml': 'replicsa: 2\n' });
  const { json } = await shop.deliver('check', { HELM });
  expect(json).toMatchObject({
    rendered: 12,
    skipped: [],
    problems: [
      {
        file: 'env-repo/envs/dev/voting/values.yaml',
        problem: expect.stringContaining('replicsa') as string,
      },
    ],
  });
});
