import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Shop } from './shop.ts';
import { gitEnvironment } from './template.ts';

/** How a process has ended. */
export interface Ended {
  /** `null` when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** What each of its commands has answered. */
  answers: Record<string, unknown>[];
  stderr: string;
}

export interface ProcessOptions {
  env?: NodeJS.ProcessEnv;
  /** A program, with arguments, that starts the process instead of us. */
  through?: readonly string[];
}

/**
 * Runs commands of the command line in a process of its own, one after the other until one fails.
 *
 * @param commands `{version}` in one is the version that the one before has answered
 */
export function runProcess(
  shop: Shop,
  commands: readonly string[],
  { env = {}, through = [] }: ProcessOptions = {},
): Promise<Ended> {
  const program = join(inject('templates'), 'bin', 'run.mjs');
  const [file = '', ...args] = [...through, process.execPath, program, ...commands];
  // What a killed process leaves behind goes with the shop.
  const options = { cwd: shop.work, env: { ...gitEnvironment, TMPDIR: shop.directory, ...env } };
  return new Promise((resolve) => {
    const child = execFile(file, args, options, (_, stdout, stderr) => {
      const answers = stdout === '' ? [] : (JSON.parse(stdout) as Ended['answers']);
      resolve({ code: child.exitCode, signal: child.signalCode, answers, stderr });
    });
    // Dozens of these at once must not keep the tests of other packages waiting for the processor.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
}
