import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import { runProgram } from '../run-program.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';

/** A service with its values, to be rendered. */
export interface Rendition {
  service: string;
  environment: string;
  /** What has the chart: a commit or a tag of the source repository. */
  revision: string;
  /** Contents of files of values, the last of which wins. */
  values: readonly Buffer[];
}

/** What has become of it. `noChart`: the revision has no chart of the service. */
export type Rendered =
  | { outcome: 'rendered'; manifests: string }
  | { outcome: 'failed'; message: string }
  | { outcome: 'noChart' };

export type Render = (rendition: Rendition) => Promise<Rendered>;

/** In milliseconds. */
const timeout = 60_000;

/**
 * Renders charts, each as it is at a revision, in a folder that is removed in the end.
 *
 * @param program helm, by name or path
 * @param git a repository with the charts
 * @param work gets `undefined` where helm is not installed
 */
export async function withHelm<Result>(
  program: string,
  git: Git,
  work: (render: Render | undefined) => Promise<Result>,
): Promise<Result> {
  const version = await runProgram(program, ['version', '--short'], { timeout });
  if (version.exitCode !== 0) return work(undefined);
  return withTemporaryFolder('foldline-charts-', (directory) => {
    const charts = new Map<string, Promise<string | undefined>>();
    const chartAt = (revision: string, service: string): Promise<string | undefined> => {
      const key = `${revision}:${service}`;
      const folder = join(directory, String(charts.size));
      const chart = charts.get(key) ?? unpackChart(git, program, revision, service, folder);
      charts.set(key, chart);
      return chart;
    };
    return work(async ({ service, environment, revision, values }) => {
      const chart = await chartAt(revision, service);
      return chart === undefined
        ? { outcome: 'noChart' }
        : template(program, ['template', service, chart, '--namespace', environment], values, directory);
    });
  });
}

/** Puts a service's chart, with its library beside it, into a folder. @returns the chart's folder */
async function unpackChart(
  git: Git,
  helm: string,
  revision: string,
  service: string,
  directory: string,
): Promise<string | undefined> {
  const folders = [`charts/${service}`, 'charts/service'];
  const archive = await git.run(['archive', '--format=tar', revision, ...folders]);
  if (archive.exitCode !== 0) return undefined;
  await mkdir(directory);
  await runProgram('tar', ['-xf', '-', '-C', directory], { input: archive.stdout, timeout });
  const chart = join(directory, 'charts', service);
  // The library is a folder beside the chart, so this needs no network. What goes wrong here, rendering says.
  await runProgram(helm, ['dependency', 'build', chart], { timeout });
  return chart;
}

async function template(
  helm: string,
  args: readonly string[],
  values: readonly Buffer[],
  directory: string,
): Promise<Rendered> {
  const folder = await mkdtemp(join(directory, 'values-'));
  const files = values.map((content, index) => ({ content, file: join(folder, `${index}.yaml`) }));
  for (const { file, content } of files) await writeFile(file, content);
  const options = files.flatMap(({ file }) => ['--values', file]);
  const { exitCode, stdout, stderr } = await runProgram(helm, [...args, ...options], { timeout });
  return exitCode === 0
    ? { outcome: 'rendered', manifests: stdout.toString() }
    : { outcome: 'failed', message: stderr.trim() };
}
