import { expect, test } from 'vitest';
import { digest } from './deliver.ts';
import { stageGitHub } from './github-stage.ts';
import { addCharts, addDelivery, findHelm } from './helm.ts';
import { envRepoFiles } from './miniature.ts';
import { openShop } from './shop.ts';

test('what is to come is shown object by object, between releases, environments and commits', async ({
  skip,
}) => {
  const HELM = (await findHelm()) ?? skip('helm is not installed');
  const shop = await openShop();
  await addCharts(shop);
  await shop.merge('feat: real charts', {});
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.deliver('promote catalog --to preprod');

  // Nothing runs in prod yet, so that all of it is new.
  const next = await shop.deliver('diff catalog prod', { HELM });
  expect(next.json).toMatchObject({
    comparisons: [{ service: 'catalog', before: 'prod without a release', after: 'prod 0.1.0' }],
  });
  expect(objectsOf(next.json)).toContain('added Deployment catalog');
  expect(await shop.deliver('diff catalog prod@0.1.0 prod@0.1.0', { HELM })).toMatchObject({
    json: { comparisons: [{ objects: [] }] },
  });

  const { stdout } = await shop.run('diff', 'catalog', 'dev', 'preprod', '--markdown', { env: { HELM } });
  expect(stdout).toMatch(/^\*\*catalog\*\*: dev 0\.1\.0 → preprod 0\.1\.0\n\n<details><summary>/);
  expect(stdout).toMatch(
    /<summary>Deployment catalog, changed<\/summary>\n\n```diff\n@@[^]*\n- .*\n[^]*\n\+ .*\n[^]*```\n\n<\/details>/,
  );
  expect(stdout).not.toMatch(/manifests-|Source:/);

  await shop.git('pull', '--quiet', 'origin', 'main');
  await shop.commit('chore: louder', {
    'env-repo/envs/dev/catalog/values.yaml': 'config: {LOG_LEVEL: trace}\n',
  });
  const here = { HELM, ENV_REPO: '.', ENV_REF: 'HEAD' };
  const since = await shop.run('diff', '--since', 'HEAD~1', { env: here });
  expect(since.stdout).toMatch(/^catalog: dev 0\.1\.0 → dev 0\.1\.0\n\n[^]*\n\+.*trace/);
  expect(since.stdout).not.toMatch(/preprod|voting/);
  expect((await shop.run('diff', '--since', 'HEAD', { env: here })).stdout).toBe(
    'No difference in the cluster.\n',
  );

  const { env, requests } = await stageGitHub(shop);
  await shop.deliver('promote catalog --to prod --skip-soak', { ...env, HELM });
  const [request] = await requests();
  expect(request?.body).toMatch(
    /\nIn the cluster:\n\n\*\*catalog\*\*: prod without a release → prod 0\.1\.0\n/,
  );
  expect(request?.body).toMatch(/<summary>Deployment catalog, added<\/summary>/);
});

test('a service that goes and an environment that comes are shown, and what becomes of the delivery', async ({
  skip,
}) => {
  const HELM = (await findHelm()) ?? skip('helm is not installed');
  const shop = await openShop();
  await addCharts(shop);
  await addDelivery(shop);
  await shop.merge('feat: real charts', {});
  await shop.deliver(`release catalog --repository r/catalog --digest ${digest(1)}`);
  await shop.deliver('deploy catalog --version 0.1.0');
  await shop.git('pull', '--quiet', 'origin', 'main');
  await shop.git('rm', '--quiet', '-r', 'env-repo/envs/dev/catalog');
  const policy = envRepoFiles()['env-repo/policy.yaml'] ?? '';
  const stage = '  - name: stage\n    gate: automatic\n  - name: prod\n';
  await shop.commit('feat: no catalog, another environment', {
    'env-repo/policy.yaml': policy.replace('  - catalog\n', '').replace('  - name: prod\n', stage),
    'env-repo/envs/stage/values.yaml': 'environment: stage\n',
  });

  const args = 'diff --since HEAD~1';
  const { json } = await shop.deliver(args, { HELM, ENV_REPO: '.', ENV_REF: 'HEAD' });
  const comparisons = json['comparisons'] as { service: string; before: string; after: string }[];
  expect(comparisons.map(({ service, before, after }) => `${service}: ${before} → ${after}`)).toEqual([
    'voting: nothing → stage without a release',
    'recommendation: nothing → stage without a release',
    'frontend: nothing → stage without a release',
    'catalog: dev 0.1.0 → nothing',
    'catalog: preprod without a release → nothing',
    'catalog: prod without a release → nothing',
  ]);
  expect(objectsOf(json)).toContain('removed Deployment catalog');
  const { objects } = json['delivery'] as { objects: { object: string; change: string }[] };
  const changes = objects.map(({ object, change }) => `${change} ${object}`);
  expect(changes).toContain('added ApplicationSet argocd/foldline-stage');
  expect(changes).toContain('added ResourceQuota foldline-stage/environment');
  expect(changes.filter((change) => !change.startsWith('added'))).toEqual([]);
});

test('what repairs a policy that the delivery cannot be rendered with is shown, and what breaks it is refused', async ({
  skip,
}) => {
  const HELM = (await findHelm()) ?? skip('helm is not installed');
  const shop = await openShop();
  await addCharts(shop);
  await addDelivery(shop);
  await shop.merge('feat: real charts', {});
  const values = 'env-repo/delivery/values.yaml';
  await shop.commit('chore: a value of no use', { [values]: 'pollSeconds: often\n' });
  const here = { HELM, ENV_REPO: '.', ENV_REF: 'HEAD' };
  const broken = await shop.deliver('diff --since HEAD~1', here);
  expect(broken.code).toBe(1);
  expect(broken.stderr).toMatch(/foldline in argocd does not render with its chart: [^]*pollSeconds/);

  await shop.git('revert', '--no-edit', 'HEAD');
  const { code, json } = await shop.deliver('diff --since HEAD~1', here);
  expect(code).toBe(0);
  expect(json['delivery']).toMatchObject({
    before: expect.stringMatching(/^[0-9a-f]{7}, which does not render$/) as string,
    objects: expect.arrayContaining([
      expect.objectContaining({ object: 'Namespace foldline-dev' }),
    ]) as object,
  });
});

test('without helm it says what is missing, and what does not go together is said too', async () => {
  const shop = await openShop('shipped');
  const missing = await shop.deliver('diff catalog prod');
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/helm cannot be started[^]*Install Helm 4[^]*set HELM to its path/);
  const answers: [string, RegExp][] = [
    ['diff', /Name a service and an environment, or --since/],
    ['diff catalog', /Name a service and an environment/],
    ['diff catalog prod --since HEAD', /Name a service and an environment/],
    ['diff catalog prod@latest', /one with a version, such as prod@1\.4\.2/],
    ['diff --since nothing', /There is no commit nothing here/],
  ];
  for (const [args, message] of answers) {
    const { code, stderr } = await shop.deliver(args);
    expect({ args, code }).toEqual({ args, code: 2 });
    expect(stderr).toMatch(message);
  }
});

function objectsOf(json: Record<string, unknown>): string[] {
  const comparisons = json['comparisons'] as { objects: { object: string; change: string }[] }[];
  return comparisons.flatMap(({ objects }) => objects.map(({ object, change }) => `${change} ${object}`));
}
