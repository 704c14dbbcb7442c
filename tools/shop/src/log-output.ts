import { once } from 'node:events';
import type { WriteStream } from 'node:tty';
import { jsonFormat, prettyFormat } from './log-format.ts';
import type { OutputLine } from './log-format.ts';

/** The launcher's own name in the log. */
export const launcher = 'shop';

export interface LogOutput {
  /** Prints a line of a service's output. Resolves when the reader has kept up. */
  write(line: OutputLine): Promise<void>;
  /** Says something in the launcher's own name. */
  say(level: 'info' | 'warn' | 'error', message: string): void;
  /** Resolves when nobody reads any more: the terminal, or the program behind the pipe, is gone. */
  closed: Promise<void>;
}

/**
 * The one log of a run: pretty in a terminal, JSON lines when piped.
 *
 * @param services the names that will write, in the order of their colours
 */
export function createLogOutput(stdout: WriteStream, services: readonly string[]): LogOutput {
  // hasColors knows NO_COLOR and TERM=dumb.
  const format = stdout.isTTY ? prettyFormat([...services, launcher], stdout.hasColors()) : jsonFormat;
  let isOpen = true;
  const closed = new Promise<void>((resolve) => {
    stdout.on('error', () => {
      isOpen = false;
      resolve();
    });
  });
  const print = (line: OutputLine): boolean => !isOpen || stdout.write(`${format(line)}\n`);
  return {
    async write(line) {
      if (!print(line)) await Promise.race([once(stdout, 'drain'), closed]);
    },
    say(level, msg) {
      const record = { level, time: new Date().toISOString(), service: launcher, msg };
      print({ service: launcher, stream: 'stdout', text: JSON.stringify(record) });
    },
    closed,
  };
}
