import { PlainError } from '@foldline/delivery/plain-error';
import { runProgram } from '@foldline/delivery/run-program';

export interface ProgramRun {
  env: NodeJS.ProcessEnv;
  directory?: string;
  /** Written to its standard input. */
  input?: string | Buffer;
  /** In milliseconds. */
  timeout?: number;
}

/**
 * Runs a program to its end.
 *
 * @returns what it printed
 * @throws PlainError with what it has said, when it fails or takes too long
 */
export async function program(name: string, args: readonly string[], run: ProgramRun): Promise<string> {
  const { timeout = 60_000 } = run;
  const { exitCode, stdout, stderr, timedOut, error } = await runProgram(name, args, { ...run, timeout });
  if (exitCode === 0) return stdout.toString();
  const tooLong = timedOut ? `it was not done after ${timeout / 1000} s` : '';
  const reasons = [tooLong, stderr.trim(), stdout.toString().trim(), error ?? 'it was ended'];
  const why = reasons.find((reason) => reason !== '') ?? '';
  throw new PlainError(`${name} ${args.slice(0, 3).join(' ')}: ${why}`);
}
