import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { repository, serviceCharts } from '../src/charts.ts';
import { configVariables } from '../src/config-variables.ts';
import { valuesSchema } from '../src/values-schema.ts';
import { examples } from './examples.ts';
import { all, one } from './manifest.ts';
import { render, renderNotes } from './render.ts';

const { helms, builtCharts } = inject('tools');
const run = promisify(execFile);
const charts = serviceCharts();

/** What a service's package.json says about it. */
async function manifestOf(service: string): Promise<{ database: boolean; peers?: string[] }> {
  const file = join(repository, 'services', service, 'package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { foldline: { database: boolean } }).foldline;
}

test('every service has a chart, and every chart a service', async () => {
  const services = await readdir(join(repository, 'services'));
  expect(charts.map(({ name }) => name)).toEqual(services.sort());
});

describe.skipIf(helms.length === 0).each(charts)('$name', (chart) => {
  test('is told everything that its service reads', async () => {
    const { database, peers = [] } = await manifestOf(chart.name);
    const values = {
      ...(database ? { database: { cluster: { enabled: true } } } : {}),
      ...(chart.name === 'catalog' ? { secrets: { WRITE_TOKEN: { generate: true } } } : {}),
    };
    const manifests = await render(chart.name, { values });
    const { spec } = one(manifests, 'Deployment').spec.template;
    const config = valuesSchema(chart).properties?.['config']?.properties ?? {};
    const known = [
      ...Object.keys(one(manifests, 'ConfigMap').data ?? {}),
      ...(spec.containers[0]?.env ?? []).map(({ name }) => name),
      ...Object.keys(config),
    ];
    const unknown = configVariables(chart.name)
      .map(({ name }) => name)
      .filter((name) => !known.includes(name));
    // The pod's name is the host's, the image brings what it was built from, and an init container migrates.
    const elsewhere = ['INSTANCE', 'COMMIT', 'BUILT_AT'];
    expect(unknown).toEqual(database ? [...elsewhere, 'MIGRATE_ON_START'] : elsewhere);
    for (const peer of peers) expect(known).toContain(`${peer.toUpperCase()}_URL`);
    expect(spec.initContainers !== undefined).toBe(database);
  });

  test('says what to type next', async () => {
    const notes = await renderNotes(chart.name, { namespace: 'there', release: 'my-release' });
    expect(notes).toContain('kubectl --namespace there rollout status deployment/my-release');
    expect(notes).toContain('helm --namespace there test my-release --logs');
    const { database } = await manifestOf(chart.name);
    expect(notes.includes('create secret generic my-release-db-app')).toBe(database);
  });

  test('shares a namespace with another release of itself', async () => {
    const values = chart.imports.includes('database') ? { database: { cluster: { enabled: true } } } : {};
    const [a, b] = await Promise.all(
      ['a', 'b'].map((shop) => render(chart.name, { values, release: `${shop}-${chart.name}` })),
    );
    const names = (manifests: typeof a = []): string[] =>
      manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names(a).filter((name) => names(b).includes(name))).toEqual([]);
    expect(one(a ?? [], 'Deployment').spec.selector).not.toEqual(one(b ?? [], 'Deployment').spec.selector);
  });
});

describe.each(helms)('Helm $major', ({ program }) => {
  test.each(charts)('finds nothing to complain about in $name', async ({ name }) => {
    const files = examples().flatMap((example) => (example.chart === name ? example.files : []));
    for (const file of [undefined, ...files]) {
      const values = file === undefined ? [] : ['--values', file];
      const { stdout } = await run(program, ['lint', '--strict', ...values, join(builtCharts, name)]);
      expect(stdout).toContain('0 chart(s) failed');
    }
  });

  test('packages a chart that needs nothing else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'foldline-package-'));
    try {
      const version = ['--version', '1.4.2', '--app-version', '1.4.2', '--destination', folder];
      await run(program, ['package', join(builtCharts, 'voting'), ...version]);
      const archive = join(folder, 'voting-1.4.2.tgz');
      const { stdout } = await run(program, ['template', 'v', archive, '--kube-version', '1.34.0']);
      expect(stdout).toContain('registry.example.com/foldline/voting:1.4.2');
      const { stdout: list } = await run('tar', ['-tzf', archive]);
      expect(list).toContain('voting/charts/service/templates/_deployment.yaml');
      expect(list).not.toMatch(/\/ci\//);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('takes the lock files for what they are', async () => {
    for (const { name } of charts) {
      const { stdout } = await run(program, ['dependency', 'list', join(builtCharts, name)]);
      expect(stdout, name).toMatch(/service\s+0\.0\.0\s+file:\/\/\.\.\/service\s+ok/);
    }
  });
});

describe.skipIf(helms.length < 2)('one Helm and another', () => {
  test.each(examples())('render the same of $chart, $name', async ({ chart, files, values }) => {
    const [first, second] = await Promise.all(
      helms.map(async (helm) => {
        const manifests = await render(chart, { helm, files, values });
        // A secret that is made up is another one each time.
        for (const secret of all(manifests, 'Secret')) delete secret.data;
        return manifests;
      }),
    );
    expect(second).toEqual(first);
  });
});
