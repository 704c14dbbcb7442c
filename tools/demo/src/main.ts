import { CommanderError } from 'commander';
import { exitCodes } from '@foldline/delivery/plain-error';
import { buildCommandLine } from './command-line.ts';
import type { Terminal } from './terminal.ts';

/**
 * The command line.
 *
 * @param args the command's arguments, without those of Node.js
 * @returns the exit code: 0 done, 1 failed, 2 the command line, or something of the machine, is wrong
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await buildCommandLine(terminal).parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    // Commander has said what it has to say. Asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    terminal.stderr(`${describe(error)}\n`);
    return isPlain(error) && error.failure === 'usage' ? exitCodes.usage : exitCodes.failed;
  }
}

function describe(error: unknown): string {
  if (isPlain(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Each tool has its own class of what a person can put right; they share the name. */
function isPlain(error: unknown): error is Error & { failure?: string } {
  return error instanceof Error && error.name === 'PlainError';
}
