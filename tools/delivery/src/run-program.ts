import { execFile, type ChildProcess } from 'node:child_process';

export interface ProgramOptions {
  /** The folder that it works in; default: that of this process. */
  directory?: string;
  /** Its whole environment; default: that of this process. */
  env?: NodeJS.ProcessEnv;
  /** Written to its standard input. */
  input?: string | Buffer | undefined;
  /** In milliseconds. */
  timeout: number;
}

/** How a program has ended. */
export interface Ending {
  /** `undefined` when it did not end by itself. */
  exitCode: number | undefined;
  stdout: Buffer;
  stderr: string;
  timedOut: boolean;
  /** What ended it, such as `SIGKILL`. */
  signal: string | undefined;
  /** Why it did not start, such as `ENOENT`. */
  error: string | undefined;
}

/** More than this is no answer that we can use. In bytes. */
const maxBuffer = 256 * 1024 * 1024;

/** Those that run now: they end with this process. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Runs a program without a shell, and reads what it prints. Whatever becomes of it is an answer, not an exception. */
export function runProgram(
  program: string,
  args: readonly string[],
  { directory, env, input, timeout }: ProgramOptions,
): Promise<Ending> {
  return new Promise((resolve) => {
    const options = {
      cwd: directory,
      env,
      timeout,
      maxBuffer,
      encoding: 'buffer',
      killSignal: 'SIGKILL',
    } as const;
    const child = execFile(program, args, options, (failure, stdout, stderr) => {
      running.delete(child);
      const code = failure?.code;
      resolve({
        exitCode: failure === null ? 0 : typeof code === 'number' ? code : undefined,
        stdout,
        stderr: stderr.toString(),
        timedOut: failure?.killed === true && code === null,
        signal: failure?.signal ?? undefined,
        error: typeof code === 'string' ? code : undefined,
      });
    });
    running.add(child);
    // One that ends before it has read everything says why by itself.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
