import { readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from './error-code.ts';
import { clusterFiles } from './initialise-cluster.ts';
import type { Binaries } from './platform-binaries.ts';
import { findRunningServer } from './postmaster-file.ts';
import { runProgram } from './run-program.ts';
import type { ServerAccount } from './server-account.ts';

/** Server parameters: https://www.postgresql.org/docs/18/runtime-config.html. Values are single plain words. */
export type ServerSettings = Readonly<Record<string, string>>;

export interface ServerOptions {
  binaries: Binaries;
  account: ServerAccount | undefined;
}

/** PostgreSQL did not start. The message ends with the last lines that it logged. */
export class ServerStartError extends Error {
  /** Another program took the port first; another port may do. */
  readonly portTaken: boolean;
  /** Another server holds these data, or a killed one's processes have not all ended yet; later may do. */
  readonly dataInUse: boolean;

  constructor(directory: string, output: string) {
    const { log } = clusterFiles(directory);
    super(
      `PostgreSQL did not start. Its log is ${log}; if it does not help, move ${directory} away to begin ` +
        `with an empty shop. It ends with:\n${output}`,
    );
    this.portTaken = /could not bind|could not create any TCP\/IP sockets/.test(output);
    // An empty file is that of a server that has just been started, and says so in a moment.
    this.dataInUse =
      /lock file .* already exists|(lock|PID) file .* is empty|shared memory block .* is still in use/.test(
        output,
      );
  }
}

/** Starts a server on 127.0.0.1 and waits until it answers. It outlives this process. */
export async function startServer(
  directory: string,
  port: number,
  settings: ServerSettings,
  { binaries, account }: ServerOptions,
): Promise<void> {
  const { data, log } = clusterFiles(directory);
  const logged = await sizeOf(log);
  const parameters = Object.entries({
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
  }).map(([name, value]) => `-c ${name}=${value}`);
  // pg_ctl hands the options to a shell, hence single plain words.
  const args = ['start', '-w', '-t', '60', '-D', data, '-l', log, '-o', parameters.join(' ')];
  const { code, output } = await runProgram(binaries.pgCtl, args, { account, timeout: 90_000 });
  if (code !== 0) throw new ServerStartError(directory, (await tail(log, logged)) || output);
}

/**
 * Stops the server and waits until it is gone. Does nothing when none runs.
 *
 * @throws Error when it does not stop in 30 seconds.
 */
export async function stopServer(directory: string, { binaries, account }: ServerOptions): Promise<void> {
  const { data, log } = clusterFiles(directory);
  const server = await findRunningServer(data);
  if (server === undefined) return;
  // "fast" ends sessions and writes everything.
  const args = ['stop', '--no-wait', '-m', 'fast', '-D', data];
  const { output } = await runProgram(binaries.pgCtl, args, { account });
  const giveUpAt = Date.now() + 30_000;
  // Not left to pg_ctl, which would wait for the end of a server that another process starts right after this one.
  while ((await findRunningServer(data))?.pid === server.pid) {
    if (Date.now() > giveUpAt) throw new Error(`PostgreSQL did not stop (${output}). Its log is ${log}.`);
    await sleep(20);
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

/** The last lines of what was written to a log after its first `offset` bytes. */
async function tail(file: string, offset: number): Promise<string> {
  try {
    const text = (await readFile(file)).subarray(offset).toString();
    return text.trim().split('\n').slice(-12).join('\n');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}
