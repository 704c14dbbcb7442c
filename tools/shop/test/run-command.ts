import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';

export const bin = join(import.meta.dirname, '..', 'bin', 'shop.mjs');

/** A running command, with what it has printed so far. */
export interface RunningCommand {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits until a pattern is on the standard output. Fails early when the command ends first. */
  says(pattern: RegExp): Promise<void>;
  /** The exit code, once it has ended. */
  exitCode: Promise<number | null>;
}

/** Runs `shop <args>` on a repository, as a process that is gone when the test is. */
export function runShop(root: string, args: string[], env: NodeJS.ProcessEnv = {}): RunningCommand {
  return runCommand(process.execPath, [bin, ...args, '--root', root], env);
}

/** Runs a program, as a process that is gone when the test is. */
export function runCommand(program: string, args: string[], env: NodeJS.ProcessEnv = {}): RunningCommand {
  const child = spawn(program, args, { env: { ...cleanEnvironment(), ...env }, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exitCode;
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exitCode,
    async says(pattern) {
      await expect
        .poll(
          () => {
            if (pattern.test(stdout)) return 'said';
            return child.exitCode === null ? 'not yet' : 'ended';
          },
          // More than the launcher itself waits, so that what it says then is what the test shows.
          { timeout: 90_000 },
        )
        .not.toBe('not yet');
      expect(stdout + stderr).toMatch(pattern);
    },
  };
}

/** Our environment, without what vitest, npm and CI set and a shop would listen to: Node.js paints no colours in CI. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|VITEST|NODE_ENV$|TEST$|CI$|DATABASE_URL$|HOST$|FORCE_COLOR$|NO_COLOR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/** The records of a log of JSON lines. */
export function records(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The ids of the processes that services said they are. */
export function servicePids(stdout: string): number[] {
  return [...stdout.matchAll(/process (\d+)"/g)].map((match) => Number(match[1]));
}

/** Whether a process still runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
