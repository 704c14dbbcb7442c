import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { ServerAccount } from './server-account.ts';

export interface ProgramResult {
  /** The exit code; `undefined` when a signal ended the program. */
  code: number | undefined;
  /** Standard output and standard error in the order they came. */
  output: string;
}

export interface RunOptions {
  /** Whom the program runs as. Default: whoever we are. */
  account?: ServerAccount | undefined;
  /** Milliseconds after which the program is killed. Default: 60 000. */
  timeout?: number;
}

/**
 * Runs one of PostgreSQL's programs to its end, without a shell.
 *
 * @throws the operating system's error when the program cannot be started at all.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { account, timeout = 60_000 }: RunOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      // The account may not be able to enter our own working directory.
      cwd: dirname(program),
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows this also gives the program a console of its own, so that Ctrl-C in ours does not reach the server.
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    // Not left to spawn: its timer outlasts a program that cannot be started, and keeps us from ending.
    const timer = setTimeout(() => child.kill(), timeout);
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('exit', () => {
      clearTimeout(timer);
      // On Windows the server inherits pg_ctl's pipes, so that they never close by themselves.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, 200);
    });
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, output: output.trim() });
    });
  });
}

/** Our environment, without what would redirect PostgreSQL (`PGDATA`, `PGPORT`, ...) or translate its messages. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C' };
}
