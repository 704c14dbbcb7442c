import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface FixtureProcess {
  child: ChildProcess;
  /** The next line of JSON that the process prints. */
  next(): Promise<Record<string, unknown>>;
  /** Ends its standard input. */
  finish(): void;
  exited: Promise<unknown>;
}

/** Runs a script of `test/fixtures` as a process, which is gone when the test is. */
export function runFixture(
  script: string,
  args: string[],
  options: {
    packageDirectory?: string;
    uid?: number;
    gid?: number;
    env?: NodeJS.ProcessEnv;
    /** A program that runs the script, and its arguments before those of Node.js. */
    launcher?: readonly string[];
  } = {},
): FixtureProcess {
  const {
    packageDirectory = join(import.meta.dirname, '..'),
    env = process.env,
    launcher = [],
    ...identity
  } = options;
  const file = join(packageDirectory, 'test/fixtures', script);
  const [program = '', ...rest] = [...launcher, process.execPath, `--import=${loader}`, file, ...args];
  const child = spawn(program, rest, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
    ...identity,
  });
  const exited = once(child, 'exit') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return {
    child,
    exited,
    async next() {
      const { value } = (await lines.next()) as { value: string | undefined };
      if (value === undefined) {
        const [code, signal] = await exited;
        throw new Error(`${script} ended with ${signal ?? `code ${code}`} and said nothing more`);
      }
      return JSON.parse(value) as Record<string, unknown>;
    },
    finish() {
      child.stdin.end();
    },
  };
}
