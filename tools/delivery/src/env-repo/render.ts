import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import { runProgram } from '../run-program.ts';
import type { Problem } from './check.ts';
import { releasePath, type EnvRepo } from './env-repo.ts';
import { readReleaseFile } from './release-file.ts';

/** What rendering the charts has found. */
export interface Rendering {
  problems: Problem[];
  /** How many services in environments were rendered. */
  rendered: number;
  /** Why the others were not. */
  skipped: string[];
}

/**
 * Renders every service in every environment with the chart that it runs with: that of its release, and before there is
 * one, that of `fallback`. The charts' own schemas reject what they do not know.
 *
 * @param git a repository with the charts and the tags of the releases
 * @param helm the program
 * @param fallback the hash of a commit
 */
export async function renderAll(repo: EnvRepo, git: Git, helm: string, fallback: string): Promise<Rendering> {
  const result: Rendering = { problems: [], rendered: 0, skipped: [] };
  const version = await runProgram(helm, ['version', '--short'], { timeout: 20_000 });
  if (version.exitCode !== 0) return { ...result, skipped: [`the charts: ${helm} is not installed`] };
  const directory = await mkdtemp(join(tmpdir(), 'foldline-charts-'));
  try {
    const charts = new Map<string, Promise<string | undefined>>();
    for (const { name: environment } of repo.policy.environments) {
      for (const service of repo.policy.services) {
        const content = await repo.read(releasePath(environment, service));
        const file = repo.path(releasePath(environment, service));
        let revision = fallback;
        try {
          if (content !== undefined) revision = `refs/tags/${readReleaseFile(content, service, file).chart}`;
        } catch {
          // That the release is not valid has been said.
          continue;
        }
        const key = `${revision}:${service}`;
        const chart =
          charts.get(key) ?? unpackChart(git, helm, revision, service, join(directory, String(charts.size)));
        charts.set(key, chart);
        const folder = await chart;
        if (folder === undefined) {
          result.skipped.push(`${service} in ${environment}: ${revision} has no charts/${service}`);
          continue;
        }
        const problem = await render(repo, helm, environment, service, folder);
        result.rendered++;
        if (problem !== undefined) result.problems.push(problem);
      }
    }
    return result;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Puts a service's chart, with its library beside it, into a folder. @returns the chart's folder */
async function unpackChart(
  git: Git,
  helm: string,
  revision: string,
  service: string,
  directory: string,
): Promise<string | undefined> {
  const { exitCode, stdout } = await git.run([
    'archive',
    '--format=tar',
    revision,
    `charts/${service}`,
    'charts/service',
  ]);
  if (exitCode !== 0) return undefined;
  await mkdir(directory);
  await runProgram('tar', ['-xf', '-', '-C', directory], { input: stdout, timeout: 60_000 });
  const chart = join(directory, 'charts', service);
  // The library is a folder beside the chart, so this needs no network.
  await runProgram(helm, ['dependency', 'build', chart], { timeout: 60_000 });
  return chart;
}

async function render(
  repo: EnvRepo,
  helm: string,
  environment: string,
  service: string,
  chart: string,
): Promise<Problem | undefined> {
  const files = [
    `envs/${environment}/values.yaml`,
    `envs/${environment}/${service}/values.yaml`,
    releasePath(environment, service),
  ];
  const values: string[] = [];
  for (const [index, file] of files.entries()) {
    const content = await repo.read(file);
    if (content === undefined) continue;
    const copy = join(chart, '..', `values-${index}.yaml`);
    await writeFile(copy, content);
    values.push('--values', copy);
  }
  const { exitCode, stderr } = await runProgram(
    helm,
    ['template', service, chart, '--namespace', environment, ...values],
    { timeout: 60_000 },
  );
  if (exitCode === 0) return undefined;
  const file = repo.path(`envs/${environment}/${service}/values.yaml`);
  return { file, problem: `does not render with its chart: ${stderr.trim()}` };
}
