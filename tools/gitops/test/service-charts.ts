import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './objects.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);

/** A copy of the services' charts, each with the library that it shares with the others in it. */
export class ServiceCharts {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async build(services: readonly string[]): Promise<ServiceCharts> {
    const charts = new ServiceCharts(await mkdtemp(join(tmpdir(), 'foldline-charts-')));
    for (const name of ['service', ...services])
      await cp(join(root, 'charts', name), join(charts.#folder, name), { recursive: true });
    for (const name of services) await charts.#helm('dependency', 'build', join(charts.#folder, name));
    return charts;
  }

  /** A service as Argo CD has it in an environment of our env-repo. */
  async render(service: string, environment: string): Promise<KubernetesObject[]> {
    const values = join(root, 'env-repo', 'envs', environment);
    const files = [join(values, 'values.yaml'), join(values, service, 'values.yaml')];
    const printed = await this.#helm(
      'template',
      service,
      join(this.#folder, service),
      ...files.flatMap((file) => ['--values', file]),
    );
    return parseAllDocuments(printed)
      .map((document) => document.toJS() as KubernetesObject | null)
      .filter((object) => object !== null);
  }

  async #helm(...args: string[]): Promise<string> {
    const { stdout } = await run(inject('helm') ?? '', args);
    return stdout;
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }
}
