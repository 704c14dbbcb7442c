import type { Command } from './command-line.ts';
import type { Service } from './discover-services.ts';
import { generateCode } from './generate-code.ts';
import type { LogOutput } from './log-output.ts';
import { openServiceDatabases } from './service-databases.ts';
import type { ServiceDatabases } from './service-databases.ts';
import { createServiceRunner } from './service-runner.ts';
import type { ServiceRunner } from './service-runner.ts';
import { shutdownOrder } from './shutdown-order.ts';
import { sourceFolders } from './source-folders.ts';
import { startServices } from './start-services.ts';
import { handleStopSignals } from './stop-signals.ts';
import { watchFolders } from './watch-folders.ts';
import type { FolderWatch } from './watch-folders.ts';

export interface ShopOptions {
  root: string;
  /** The folder for what a run leaves behind: data, secrets, logs. */
  dataDirectory: string;
  command: Command;
  /** Every service there is, with its port. */
  services: readonly Service[];
  /** Those to run. */
  selected: readonly Service[];
  /** The address that services listen on. */
  host: string;
  env: NodeJS.ProcessEnv;
  output: LogOutput;
}

/**
 * Runs services until a signal asks for the end, then stops them in order.
 *
 * @returns the exit code: 0 for a stop that was asked for, 1 when nothing could run or the stop had to be forced
 */
export async function runShop(options: ShopOptions): Promise<number> {
  const { command, selected, env, dataDirectory, output } = options;
  const end = new AbortController();
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  let exitCode = 0;
  const onEnded = (): void => {
    // In dev mode a changed source brings a service back; otherwise nothing is left to wait for.
    if (command.mode === 'dev' || end.signal.aborted || !runners.every((runner) => runner.hasEnded())) return;
    exitCode = 1;
    end.abort();
  };
  const runners = selected.map((service) => createServiceRunner(service, { ...options, onEnded }));
  handleStopSignals({
    onFirst() {
      end.abort();
    },
    onAgain() {
      exitCode = 1;
      for (const runner of runners) runner.kill();
    },
  });
  void output.closed.then(() => {
    end.abort();
  });

  const databases = openServiceDatabases(selected, env, dataDirectory, output);
  // Whoever needs the databases hears why they are not there; until then the failure waits.
  databases.catch(() => undefined);
  let watches: FolderWatch[] = [];
  try {
    if (command.mode === 'dev') watches = await watchSources(options, runners, end.signal);
    await Promise.race([startServices(options, runners, databases, end.signal), ended]);
    await ended;
  } catch (error) {
    output.say('error', error instanceof Error ? error.message : String(error));
    exitCode = 1;
    end.abort();
  }
  for (const watch of watches) watch.close();
  try {
    await stopAll(runners, databases, output);
  } catch (error) {
    output.say('error', error instanceof Error ? error.message : String(error));
    exitCode = 1;
  }
  return exitCode;
}

async function watchSources(
  { root, dataDirectory }: ShopOptions,
  runners: readonly ServiceRunner[],
  end: AbortSignal,
): Promise<FolderWatch[]> {
  return Promise.all(
    runners.map(async (runner) =>
      watchFolders(await sourceFolders(root, runner.service), () => {
        void runner.restart(() => generateCode(root, [runner.service], dataDirectory, end));
      }),
    ),
  );
}

async function stopAll(
  runners: readonly ServiceRunner[],
  databases: Promise<ServiceDatabases>,
  output: LogOutput,
): Promise<void> {
  output.say('info', 'Stopping ...');
  for (const group of shutdownOrder(runners.map((runner) => ({ ...runner.service, runner })))) {
    await Promise.all(group.map(({ runner }) => runner.stop()));
  }
  // What kept the databases from opening has been said already.
  const { cluster } = (await databases.catch(() => undefined)) ?? {};
  if (cluster !== undefined && !(await cluster.close())) {
    output.say('info', 'PostgreSQL keeps running: another command of Foldline uses it');
  }
  output.say('info', 'Stopped.');
}
