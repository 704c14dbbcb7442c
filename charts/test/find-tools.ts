import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { chartsDirectory, repository, serviceCharts } from '../src/charts.ts';
import type { Helm } from './tools.ts';

const run = promisify(execFile);

const installTools = 'run charts/install-tools.sh FOLDER, and put the folder on PATH';
const howToGet = {
  'Helm 4': installTools,
  'Helm 3.19': `${installTools}, or name both: HELM=helm:/path/to/helm3`,
  'helm-docs': installTools,
  kubeconform: installTools,
  'schemas for kubeconform': 'name their folder in KUBERNETES_SCHEMAS',
  promtool: 'install Prometheus, for example by apt-get install prometheus',
};

/**
 * Looks once for the programs that the tests need. What is missing is told, with the suites that are skipped; with
 * `REQUIRE_HELM=1` nothing may be missing but, away from the machine that has them, the schemas.
 *
 * `HELM` names the Helm programs, separated as in `PATH`; without it `helm` and `helm3` are looked for.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const helms = await findHelms();
  const hasHelmDocs = await works('helm-docs', ['--help']);
  const hasKubeconform = await works('kubeconform', ['-v']);
  const schemas = process.env['KUBERNETES_SCHEMAS'] ?? join(repository, '..', 'shared', 'schemas');
  const hasPromtool = await works('promtool', ['--version']);

  const required = process.env['REQUIRE_HELM'] === '1';
  const miss = (tool: keyof typeof howToGet, suites: string, canBeRequired = true): void => {
    const message = `${tool} is missing, so ${suites}. To have it: ${howToGet[tool]}`;
    if (required && canBeRequired) throw new Error(message);
    process.stderr.write(`charts: ${message}\n`);
  };
  if (!helms.some(({ major }) => major === 4)) miss('Helm 4', 'nothing is rendered with it');
  if (!helms.some(({ major }) => major === 3)) miss('Helm 3.19', 'nothing is rendered with it');
  if (!hasHelmDocs) miss('helm-docs', 'READMEs are not compared');
  if (!hasKubeconform) miss('kubeconform', 'no manifest meets its schema');
  if (!existsSync(schemas)) miss('schemas for kubeconform', 'no manifest meets its schema', false);
  if (!hasPromtool) miss('promtool', 'no alert is tried');

  const builtCharts = await mkdtemp(join(tmpdir(), 'foldline-charts-'));
  const [helm] = helms;
  if (helm) await buildCharts(helm, builtCharts);
  provide('tools', {
    helms,
    builtCharts,
    schemas: hasKubeconform && existsSync(schemas) ? schemas : undefined,
    helmDocs: hasHelmDocs,
    promtool: hasPromtool,
  });
  return () => rm(builtCharts, { recursive: true, force: true });
}

async function findHelms(): Promise<Helm[]> {
  const named = process.env['HELM'];
  const programs = named === undefined ? ['helm', 'helm3'] : named.split(delimiter);
  const found = await Promise.all(
    programs.map(async (program): Promise<Helm[]> => {
      try {
        const { stdout } = await run(program, ['version', '--template', '{{ .Version }}']);
        return [{ program, major: Number(/^v(\d+)/.exec(stdout)?.[1]) }];
      } catch (error) {
        if (named === undefined) return [];
        throw new Error(`HELM names ${program}, which does not run. Correct it, or unset HELM.`, {
          cause: error,
        });
      }
    }),
  );
  return found.flat();
}

async function works(program: string, args: string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}

/** Copies the charts as they are in git, and lets Helm put the library chart into each, as it does for everybody. */
async function buildCharts({ program }: Helm, directory: string): Promise<void> {
  await cp(chartsDirectory, directory, {
    recursive: true,
    filter: (source) => !/[\\/](node_modules|charts[\\/]\w+[\\/]charts)$/.test(source),
  });
  await Promise.all(
    serviceCharts().map(({ name }) => run(program, ['dependency', 'build', join(directory, name)])),
  );
}
