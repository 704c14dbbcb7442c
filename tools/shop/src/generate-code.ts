import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Service } from './discover-services.ts';
import { PlainError } from './plain-error.ts';

const rootMark = '$TURBO_ROOT$/';

/**
 * Runs `turbo run generate` when the generated code of a service is missing, or something it is made from is newer
 * than the last run. Asking costs a few file times, little enough for every restart of dev mode; asking turbo itself
 * would cost half a second.
 *
 * @param dataDirectory where the time of the last run is kept
 * @param signal ends turbo when it is aborted
 * @throws PlainError with turbo's output
 */
export async function generateCode(
  root: string,
  services: readonly Service[],
  dataDirectory: string,
  signal: AbortSignal,
): Promise<void> {
  const withCode = services.filter((service) => service.hasGeneratedCode);
  if (withCode.length === 0) return;
  const stamp = join(dataDirectory, 'generated');
  const [inputs, lastRun] = await Promise.all([inputPatterns(root), modificationTime(stamp)]);
  const isCurrent = await Promise.all(
    withCode.map((service) => isNewerThanInputs(service, root, inputs, lastRun)),
  );
  if (!isCurrent.includes(false)) return;
  const begun = new Date();
  await runTurbo(root, signal);
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(stamp, '');
  await utimes(stamp, begun, begun);
}

async function isNewerThanInputs(
  service: Service,
  root: string,
  patterns: readonly string[],
  lastRun: number,
): Promise<boolean> {
  if ((await modificationTime(join(service.directory, 'src', 'generated'))) === 0) return false;
  const files = await Promise.all(
    patterns.map((pattern) =>
      pattern.startsWith(rootMark)
        ? expand(root, pattern.slice(rootMark.length))
        : expand(service.directory, pattern),
    ),
  );
  const times = await Promise.all(files.flat().map(modificationTime));
  return Math.max(0, ...times) < lastRun;
}

/** The `inputs` of turbo's task `generate`, the one place where they are written down. */
async function inputPatterns(root: string): Promise<string[]> {
  const config = JSON.parse(await readFile(join(root, 'turbo.json'), 'utf8')) as {
    tasks?: { generate?: { inputs?: string[] } };
  };
  return config.tasks?.generate?.inputs ?? [];
}

/** The paths that a pattern stands for. A pattern has at most one folder named `*`, or ends with `/**`. */
async function expand(directory: string, pattern: string): Promise<string[]> {
  if (pattern.endsWith('/**')) return treeOf(join(directory, pattern.slice(0, -'/**'.length)));
  const [before, after] = pattern.split('*/');
  if (before === undefined || after === undefined) return [join(directory, pattern)];
  const names = await readdir(join(directory, before)).catch(() => []);
  return names.map((name) => join(directory, before, name, after));
}

/** A folder and all that is below it. The folders are among them: their time tells that a file was removed. */
async function treeOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return [folder, ...names.map((name) => join(folder, name))];
}

/** Milliseconds since 1970; 0 for what does not exist. */
async function modificationTime(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function runTurbo(root: string, signal: AbortSignal): Promise<void> {
  const turbo = join(
    dirname(createRequire(join(root, 'package.json')).resolve('turbo/package.json')),
    'bin/turbo',
  );
  try {
    await promisify(execFile)(process.execPath, [turbo, 'run', 'generate', '--output-logs=errors-only'], {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
      timeout: 120_000,
      signal,
      windowsHide: true,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new PlainError(
      `Code could not be generated. Correct what is named here, then run the command again.\n${stdout}${stderr}`,
      { cause: error },
    );
  }
}
