import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { main } from '../src/main.ts';
import { git, gitEnvironment } from './template.ts';

/** What a run of the command line has left. */
export interface Answer {
  code: number;
  stdout: string;
  stderr: string;
  /** What `--json` has printed. */
  json: Record<string, unknown>;
}

/** In which folder and environment a command runs. */
export interface RunOptions {
  in?: string;
  env?: NodeJS.ProcessEnv;
}

/** A clone of a shop with its remote, both a test's own. */
export interface Shop {
  /** Where both are. */
  directory: string;
  /** The clone. */
  work: string;
  /** The bare repository that it was cloned from. */
  origin: string;
  git: (...args: string[]) => Promise<string>;
  /** Commits files, and answers the hash. */
  commit: (message: string, files: Record<string, string>) => Promise<string>;
  /** The same, and pushes it. */
  merge: (message: string, files: Record<string, string>) => Promise<string>;
  /** Runs `delivery <args> --json`. */
  deliver: (args: string, env?: NodeJS.ProcessEnv) => Promise<Answer>;
  /** Runs `delivery <args>` as a person does. */
  run: (command: string, ...rest: (string | RunOptions)[]) => Promise<Answer>;
}

/** @returns a shop in miniature: four services, one commit, no release */
export async function openShop(): Promise<Shop> {
  const directory = await mkdtemp(join(tmpdir(), 'delivery-test-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await cp(inject('template'), directory, { recursive: true });
  const work = join(directory, 'work');
  const inWork = (...args: string[]): Promise<string> => git(work, ...args);
  const commit: Shop['commit'] = async (message, files) => {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(join(work, file)), { recursive: true });
      await writeFile(join(work, file), content);
    }
    await inWork('add', '.');
    await inWork('commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message);
    return inWork('rev-parse', 'HEAD');
  };
  return {
    directory,
    work,
    origin: join(directory, 'origin.git'),
    git: inWork,
    commit,
    async merge(message, files) {
      const hash = await commit(message, files);
      await inWork('push', '--quiet', 'origin', 'HEAD:main');
      return hash;
    },
    run(command, ...rest) {
      const args = rest.filter((part) => typeof part === 'string');
      const options = rest.find((part) => typeof part === 'object');
      return deliver(options?.in ?? work, [command, ...args], options?.env);
    },
    deliver: (args, env) => deliver(work, [...args.split(' '), '--json'], env),
  };
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
