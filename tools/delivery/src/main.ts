import { CommanderError } from 'commander';
import { buildCommandLine } from './command-line.ts';
import { noRoom } from './git/git-failure.ts';
import { exitCodes, PlainError, type Failure } from './plain-error.ts';
import { recordStepResults } from './step-results.ts';
import type { Terminal } from './terminal.ts';

/**
 * The command line.
 *
 * @param args the command's arguments, without those of Node.js
 * @returns the exit code
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exitCodes.done;
  const program = buildCommandLine(terminal, main, (report, asJson) => {
    const { value, text, failure } = report;
    recordStepResults(report, terminal.env);
    terminal.stdout(`${asJson ? JSON.stringify(value, null, 2) : text}\n`);
    code = exitCodes[failure ?? 'done'];
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what it has to say. Asking for help is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { message, failure } = describe(error);
    terminal.stderr(`${message}\n`);
    if (args.includes('--json'))
      terminal.stdout(`${JSON.stringify({ outcome: failure, message }, null, 2)}\n`);
    return exitCodes[failure];
  }
}

function describe(error: unknown): { message: string; failure: Failure } {
  if (error instanceof PlainError) return error;
  if (error instanceof Error && /^(ENOSPC|EDQUOT):/.test(error.message)) return noRoom(error.message);
  return {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    failure: 'failed',
  };
}
