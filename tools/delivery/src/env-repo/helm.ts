import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from '../git/git.ts';
import { PlainError } from '../plain-error.ts';
import { runProgram } from '../run-program.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';

/** A chart as it is at a commit. */
export interface Chart {
  git: Git;
  /** A commit or a tag. */
  revision: string;
  /** Folders of the repository: the chart's own, and those that it needs beside it. */
  folders: readonly [string, ...string[]];
}

/** A chart with its values, to be rendered. */
export interface Rendition {
  chart: Chart;
  /** The name of the release of Helm. */
  release: string;
  namespace: string;
  /** Contents of files of values, the last of which wins. */
  values: readonly Buffer[];
  /** Single values, as `helm --set` takes them, which win over all files: `pollSeconds=60`. */
  parameters?: readonly string[];
}

/** What has become of it. `noChart`: there is none at the revision. */
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
 * @param work gets `undefined` where helm is not installed
 */
export async function withHelm<Result>(
  program: string,
  work: (render: Render | undefined) => Promise<Result>,
): Promise<Result> {
  const version = await runProgram(program, ['version', '--short'], { timeout });
  if (version.exitCode !== 0) return work(undefined);
  return withTemporaryFolder('foldline-charts-', (directory) => {
    const charts = new Map<string, Promise<string | undefined>>();
    const unpacked = (chart: Chart): Promise<string | undefined> => {
      const key = `${chart.revision}:${chart.folders[0]}`;
      const folder = join(directory, String(charts.size));
      const unpacking = charts.get(key) ?? unpackChart(program, chart, folder);
      charts.set(key, unpacking);
      return unpacking;
    };
    return work(async ({ chart, release, namespace, values, parameters = [] }) => {
      const folder = await unpacked(chart);
      if (folder === undefined) return { outcome: 'noChart' };
      const single = parameters.flatMap((parameter) => ['--set', parameter]);
      const args = ['template', release, folder, '--namespace', namespace, ...single];
      return template(program, args, values, directory);
    });
  });
}

/** @returns the manifests @throws PlainError when there are none */
export async function renderOrThrow(render: Render, rendition: Rendition): Promise<string> {
  const { chart, release, namespace } = rendition;
  const rendered = await render(rendition);
  if (rendered.outcome === 'rendered') return rendered.manifests;
  throw new PlainError(
    rendered.outcome === 'failed'
      ? `${release} in ${namespace} does not render with its chart: ${rendered.message}`
      : `${chart.revision} has no ${chart.folders[0]}, so there is nothing to render ${release} with.`,
  );
}

/** Puts a chart, with what it needs beside it, into a folder. @returns the chart's own */
async function unpackChart(
  helm: string,
  { git, revision, folders }: Chart,
  directory: string,
): Promise<string | undefined> {
  const archive = await git.run(['archive', '--format=tar', revision, '--', ...folders]);
  if (archive.exitCode !== 0) return undefined;
  await mkdir(directory);
  await runProgram('tar', ['-xf', '-', '-C', directory], { input: archive.stdout, timeout });
  const chart = join(directory, folders[0]);
  // The library is a folder beside the chart, so this needs no network. What goes wrong here, rendering says.
  if (folders.length > 1) await runProgram(helm, ['dependency', 'build', chart], { timeout });
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
