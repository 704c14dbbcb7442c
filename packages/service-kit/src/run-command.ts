import { StartError } from './start-error.ts';

/** What a service's executable can do, by the word that asks for it. */
export type Commands = { serve: () => Promise<void> } & Record<string, () => Promise<void>>;

/**
 * Runs what the command line asks for: `serve` when it asks for nothing. What keeps the service from starting is told
 * in plain words on the standard error, and the process ends with code 1.
 *
 * @param args the arguments after the script's name
 */
export async function runCommand(commands: Commands, args = process.argv.slice(2)): Promise<void> {
  const [name = 'serve', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || rest.length > 0) {
    fail(`Unknown command "${args.join(' ')}". Use one of: ${Object.keys(commands).join(', ')}.`);
    return;
  }
  try {
    await command();
  } catch (error) {
    fail(explain(error));
  }
}

/** What Node.js says of a port that cannot be listened on, beside other errors. */
type ListenError = NodeJS.ErrnoException & { port?: number; address?: string; hostname?: string };

function explain(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const { code, port, syscall, address, hostname, stack } = error as ListenError;
  if (code === 'EADDRINUSE')
    return `Port ${port ?? ''} is taken by another program. Stop it, or set PORT to a free one.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} needs more rights. Set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' && syscall === 'listen')
    return `This machine has no address ${address ?? ''}. Set HOST to one of its own, or to 0.0.0.0 for all.`;
  if ((code === 'ENOTFOUND' || code === 'EAI_AGAIN') && syscall === 'getaddrinfo')
    return `No address is known for ${hostname ?? 'that name'}. Set HOST to an address of this machine, or to 0.0.0.0 for all.`;
  return stack ?? String(error);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  // What is still open, such as a pool that waits for its database, must not keep a failed start alive.
  process.exit(1);
}
