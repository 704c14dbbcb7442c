import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { main } from '@foldline/delivery/main';
import { repository } from '@foldline/images/services';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { deliveredServices } from '../src/delivered-services.ts';
import { bootstrapFor, demoPolicy, valuesFiles } from '../src/env-repo-files.ts';

const setting = {
  name: 'show',
  postgresql: undefined,
  platform: { hasGateway: true, hostName: (environment: string) => `${environment}.localhost` },
};
const ours = (file: string): Promise<string> => readFile(join(repository, 'env-repo', file), 'utf8');

/** What `delivery check` finds in an env-repo of these files. */
async function problemsOf(files: Record<string, string>): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'foldline-demo-env-repo-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'env-repo', file)), { recursive: true });
    await writeFile(join(folder, 'env-repo', file), content);
  }
  await cp(join(repository, 'package-lock.json'), join(folder, 'package-lock.json'));
  const presenter = ['-c', 'user.name=Presenter', '-c', 'user.email=presenter@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '.'],
    [...presenter, 'commit', '--quiet', '-m', 'feat: a shop'],
  ])
    await promisify(execFile)('git', args, { cwd: folder });
  let printed = '';
  const env = { PATH: process.env['PATH'], ENV_REPO: '.', ENV_REF: 'HEAD', HELM: '/nonexistent/helm' };
  const stdout = (text: string): unknown => (printed += text);
  await main(['check', '--json'], { directory: folder, env, stdout, stderr: stdout });
  return (JSON.parse(printed) as { problems: unknown }).problems;
}

test("the demo's env-repo holds the rules, whatever else our policy comes to say", async () => {
  const more = (await ours('policy.yaml'))
    .replace('promoter: workflows', 'promoter: kargo')
    .replace(/( +)(- name: prod\n)/, '$1- name: another\n$1  gate: automatic\n$1$2');
  const policy = demoPolicy(more);
  expect(parse(policy)).toMatchObject({
    promoter: 'workflows',
    environments: [{ name: 'dev' }, { name: 'preprod' }, { name: 'prod', gate: 'pull-request', soak: '5s' }],
  });
  const files = { 'policy.yaml': policy };
  const values = valuesFiles(await deliveredServices(), setting);
  expect(await problemsOf({ ...files, ...inFolder('envs', values) })).toEqual([]);
});

test('its bootstrap.yaml names its repository alone', async () => {
  const repository = { clusterUrl: 'http://forge/a.git', otherClusterUrl: 'http://forge:80/a.git' };
  const fit = { repository, name: 'show', verificationSeconds: 40 };
  const text = bootstrapFor(await ours('bootstrap.yaml'), fit);
  expect(text).not.toMatch(/github\.com|ghcr\.io|foldline\/foldline/);
  expect(text).toContain("{ name: forge, value: 'gitea' }");
});

function inFolder(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [join(folder, file), content]));
}
