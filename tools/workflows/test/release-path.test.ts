import { describe, expect, inject, test } from 'vitest';
import { parseDocument } from 'yaml';
import { runWorkflow } from './run-workflow.ts';
import { openStage, type Stage } from './stage.ts';

const image = 'ghcr.io/foldline/foldline/catalog';
const chart = 'ghcr.io/foldline/foldline/charts/catalog';
const chartDigest = `sha256:${'c'.repeat(64)}`;
const digestOf = (build: number): string => `sha256:${String(build).padStart(64, '0')}`;

function releaseIn(stage: Stage, environment: string): Promise<string> {
  return stage.git('cat-file', 'blob', `main:env-repo/envs/${environment}/catalog/release.yaml`);
}

const all = (result: string): Record<string, string> => ({
  image: result,
  release: result,
  publish: result,
  deploy: result,
});

// As on GitHub, but for what needs a registry: that is called, and does nothing.
describe.runIf(inject('has').bash)('catalog.yml', () => {
  test('brings a commit to dev; run again it changes nothing; and what releases nothing ends early', async () => {
    const stage = await openStage();
    const first = await runWorkflow(stage.machine, 'catalog.yml');
    expect(first, first.log).toMatchObject({
      jobs: { verify: 'success', plan: 'success', ...all('success') },
    });
    const released = await releaseIn(stage, 'dev');
    expect(released).toContain(
      `version: '0.1.0'\nimage:\n  repository: '${image}'\n  tag: '0.1.0'\n  digest: '${digestOf(1)}'\nchart: 'catalog-v0.1.0'\n`,
    );
    expect(await stage.git('log', '-1', '--format=%B', 'main')).toMatch(
      /^Run: https:\/\/github\.com\/Foldline\/Foldline\/actions\/runs\/7\/attempts\/1\nActor: mara$/m,
    );
    expect(stage.builds).toMatchObject([
      {
        file: 'services/catalog/Dockerfile',
        outputs: `type=image,name=${image},push-by-digest=true,name-canonical=true,push=true`,
      },
    ]);
    expect(await stage.calls()).toEqual([
      'npx turbo run lint typecheck test --filter=// --filter=@foldline/catalog... --filter=@foldline/charts --filter=@foldline/images',
      'grype sbom:sbom.cdx.json',
      `grype registry:${image}@${digestOf(1)}`,
      `cosign sign --yes ${image}@${digestOf(1)}`,
      ...published(digestOf(1)),
    ]);

    // The version keeps the image that it was claimed with. A private repository's name stays private.
    stage.makePrivate();
    const calledBefore = (await stage.calls()).length;
    const again = await runWorkflow(stage.machine, 'catalog.yml');
    expect(again, again.log).toMatchObject({ jobs: all('success') });
    expect(stage.builds).toHaveLength(2);
    expect(await stage.git('tag')).toBe('catalog-v0.1.0');
    expect((await stage.calls()).slice(calledBefore)).toEqual(
      expect.arrayContaining(published(digestOf(1)).filter((call) => !call.startsWith('cosign'))),
    );
    expect((await stage.calls()).slice(calledBefore).join('\n')).not.toContain('cosign');
    expect(again.log).toMatch(/::notice title=Not signed::[^]*::notice title=Not signed::/);
    expect(await releaseIn(stage, 'dev')).toBe(released);

    await stage.merge('docs(catalog): more of it', 'services/catalog/README.md', 'More.\n');
    const last = await runWorkflow(stage.machine, 'catalog.yml');
    expect(last, last.log).toMatchObject({ jobs: { plan: 'success', ...all('skipped') } });
  }, 300_000);

  function published(digest: string): string[] {
    return [
      `docker buildx imagetools create --prefer-index=false --tag ${image}:0.1.0 ${image}@${digest}`,
      ...(inject('has').helm
        ? []
        : [`helm package charts/catalog --dependency-update --version 0.1.0 --app-version 0.1.0`]),
      'helm push catalog-0.1.0.tgz oci://ghcr.io/foldline/foldline/charts',
      `docker buildx imagetools inspect ${chart}:0.1.0 --format digest={{.Manifest.Digest}}`,
      `cosign sign --yes ${chart}@${chartDigest}`,
    ];
  }
});

/** Has versions 0.1.0 and 0.2.0 of the catalog in dev, one after the other. */
async function openReleased(): Promise<Stage> {
  const stage = await openStage();
  for (const build of [1, 2]) {
    await stage.merge('feat(catalog): a fold', 'services/catalog/fold', `${build}\n`);
    await stage.deliver(`release catalog --repository ${image} --digest ${digestOf(build)}`);
    await stage.deliver(`deploy catalog --version 0.${build}.0`);
  }
  return stage;
}

describe.runIf(inject('has').bash)('a branch', () => {
  test('for hotfixes of the service brings the next patch of its line to dev, and any other ends early', async () => {
    const stage = await openReleased();
    await stage.commitTo(
      'hotfix/catalog-0.1',
      'catalog-v0.1.0',
      'fix: a price',
      'services/catalog/price',
      '1\n',
    );
    const run = await runWorkflow(stage.machine, 'catalog.yml');
    expect(run, run.log).toMatchObject({ jobs: all('success') });
    expect(run.log).toContain('fix: a price');
    expect(await releaseIn(stage, 'dev')).toContain("version: '0.1.1'");

    await stage.commitTo('topic', 'catalog-v0.2.0', 'fix: a price', 'services/catalog/price', '2\n');
    const other = await runWorkflow(stage.machine, 'catalog.yml');
    expect(other, other.log).toMatchObject({ jobs: { plan: 'success', ...all('skipped') } });
  }, 300_000);
});

/** Environments of the test's own, whichever our policy has. */
const withoutSoak = [
  { name: 'dev', gate: 'none' },
  { name: 'preprod', gate: 'automatic' },
  { name: 'prod', gate: 'pull-request' },
];

describe.runIf(inject('has').bash)('what a person starts', () => {
  test('promote.yml brings a release on, and has the request for prod checked', async () => {
    const stage = await openReleased();
    const policy = parseDocument(await stage.git('cat-file', 'blob', 'main:env-repo/policy.yaml'));
    policy.set('environments', policy.createNode(withoutSoak));
    await stage.merge('chore: no soak', 'env-repo/policy.yaml', String(policy));
    const inputs = { service: 'catalog', from: 'dev', to: 'preprod' };
    const preprod = await runWorkflow(stage.machine, 'promote.yml', inputs);
    expect(preprod, preprod.log).toMatchObject({ jobs: { promote: 'success' } });
    expect(await releaseIn(stage, 'preprod')).toBe(await releaseIn(stage, 'dev'));

    const prod = await runWorkflow(stage.machine, 'promote.yml', { ...inputs, from: 'preprod', to: 'prod' });
    expect(prod, prod.log).toMatchObject({ jobs: { promote: 'success' } });
    expect(await stage.git('branch', '--list', 'promote/*')).toBe('promote/prod/catalog');
    // Where there is no Helm, a stand-in for it has written down what the request's diff was rendered with.
    const calls = (await stage.calls()).filter((call) => !call.startsWith('helm '));
    expect(calls).toEqual(['gh workflow run pr.yml --ref promote/prod/catalog']);

    const around = await runWorkflow(stage.machine, 'promote.yml', { ...inputs, to: 'prod' });
    expect(around).toMatchObject({ jobs: { promote: 'failure' } });
    expect(around.log).toContain('A release comes to prod from preprod, not from dev.');
  }, 300_000);

  test('rollback.yml brings back the release before, or the one that is named', async () => {
    const stage = await openReleased();
    const inputs = { service: 'catalog', environment: 'dev', version: '' };
    const back = await runWorkflow(stage.machine, 'rollback.yml', inputs);
    expect(back, back.log).toMatchObject({ jobs: { rollback: 'success' } });
    expect(await releaseIn(stage, 'dev')).toContain("version: '0.1.0'");
    const named = await runWorkflow(stage.machine, 'rollback.yml', { ...inputs, version: '0.2.0' });
    expect(named, named.log).toMatchObject({ jobs: { rollback: 'success' } });
    expect(await releaseIn(stage, 'dev')).toContain("version: '0.2.0'");
  }, 300_000);
});
