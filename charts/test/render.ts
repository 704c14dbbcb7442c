import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest.ts';
import type { Helm } from './tools.ts';

const run = promisify(execFile);

export interface RenderOptions {
  /** Which Helm; the first that was found unless said otherwise. */
  helm?: Helm;
  /** The chart's name unless said otherwise. */
  release?: string;
  namespace?: string;
  /** Values as a values file would hold them. */
  values?: object;
  /** Paths of values files, before `values`. */
  files?: string[];
}

/**
 * Renders a chart as `helm template` does.
 *
 * @returns its objects, hooks included
 * @throws {Error} with what Helm printed
 */
export async function render(chart: string, options: RenderOptions = {}): Promise<Manifest[]> {
  return parse(await renderText(chart, options));
}

/** What `helm template` prints for a chart. */
export async function renderText(chart: string, options: RenderOptions = {}): Promise<string> {
  const { release = chart, namespace = 'shop' } = options;
  // The version of Kubernetes that a Helm assumes depends on how it was built.
  const args = ['template', release, '--namespace', namespace, '--kube-version', '1.34.0'];
  return runHelm(chart, args, options);
}

/** The notes that an installation would print. */
export async function renderNotes(chart: string, options: RenderOptions = {}): Promise<string> {
  const { release = chart, namespace = 'shop' } = options;
  const args = ['install', release, '--namespace', namespace, '--dry-run=client', '--output', 'json'];
  const out = await runHelm(chart, args, options);
  return (JSON.parse(out) as { info: { notes: string } }).info.notes;
}

async function runHelm(chart: string, args: string[], options: RenderOptions): Promise<string> {
  const { helms, builtCharts } = inject('tools');
  const { helm = helms[0], values, files = [] } = options;
  if (!helm) throw new Error('There is no Helm; the suite should have been skipped.');
  const folder = await mkdtemp(join(tmpdir(), 'foldline-values-'));
  try {
    const all = [...files];
    if (values) {
      const file = join(folder, 'values.yaml');
      await writeFile(file, asYaml(values));
      all.push(file);
    }
    const valueArgs = all.flatMap((file) => ['--values', file]);
    const { stdout } = await run(helm.program, [...args, ...valueArgs, join(builtCharts, chart)]);
    return stdout;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(stderr ?? String(error), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** JSON is YAML, but for characters that YAML alone takes for the end of a line. */
function asYaml(values: object): string {
  return JSON.stringify(values).replaceAll('\u2028', '\\u2028');
}

function parse(text: string): Manifest[] {
  return parseAllDocuments(text)
    .map((document) => {
      const [problem] = document.errors;
      if (problem) throw problem;
      return document.toJS() as Manifest | null;
    })
    .filter((manifest) => manifest !== null);
}
