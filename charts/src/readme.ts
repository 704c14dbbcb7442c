import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { libraryDirectory, type ServiceChart } from './charts.ts';
import { mergedText } from './merged-values.ts';

const run = promisify(execFile);

/**
 * A chart's README by helm-docs, which is shown all values: those that the chart imports too.
 *
 * @throws {Error} saying how to get helm-docs where it is missing
 */
export async function chartReadme(chart: ServiceChart): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `foldline-${chart.name}-`));
  try {
    await copyFile(join(chart.directory, 'Chart.yaml'), join(folder, 'Chart.yaml'));
    await copyFile(join(libraryDirectory, 'README.md.gotmpl'), join(folder, 'README.md.gotmpl'));
    await writeFile(join(folder, 'values.yaml'), mergedText(chart));
    await run('helm-docs', ['--log-level', 'warning', '--sort-values-order', 'file'], { cwd: folder });
    return await readFile(join(folder, 'README.md'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('helm-docs is not on PATH. Get it: charts/install-tools.sh FOLDER', { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
