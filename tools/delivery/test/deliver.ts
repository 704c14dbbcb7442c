import { main } from '../src/main.ts';
import { gitEnvironment } from './template.ts';

/** What a run of the command line has left. */
export interface Answer {
  code: number;
  stdout: string;
  stderr: string;
  /** What `--json` has printed. */
  json: Record<string, unknown>;
}

/** Runs the command line in a folder, in this process. */
export async function deliver(
  directory: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Answer> {
  let stdout = '';
  let stderr = '';
  const code = await main(args, {
    directory,
    env: { ...gitEnvironment, ...env },
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
  });
  const json = stdout.startsWith('{') ? (JSON.parse(stdout) as Answer['json']) : {};
  return { code, stdout, stderr, json };
}

/** A digest that is as good as any. */
export function digest(seed: number | string): string {
  return `sha256:${String(seed)
    .replace(/[^0-9a-f]/g, '')
    .padStart(64, '0')}`;
}
