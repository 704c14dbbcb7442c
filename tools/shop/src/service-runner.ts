import { join } from 'node:path';
import { bundleSource } from '@foldline/source-bundle/bundle-source';
import type { Command } from './command-line.ts';
import type { Service } from './discover-services.ts';
import type { LogOutput } from './log-output.ts';
import { reachable } from './service-environment.ts';
import { startServiceProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** One service through all its processes. */
export interface ServiceRunner {
  service: Service;
  /** Starts it and waits. What goes wrong is reported; the answer is whether it is ready. */
  start(env: NodeJS.ProcessEnv): Promise<boolean>;
  /** Stops the process if there is one, runs `prepare`, and starts it again as it was started before. */
  restart(prepare: () => Promise<void>): Promise<void>;
  /** Stops it for good. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
  /** Whether it could not be started, or its process has ended without being asked to. */
  hasEnded(): boolean;
}

const readyTimeoutMs = 60_000;

export interface RunnerOptions {
  host: string;
  command: Command;
  output: LogOutput;
  /** Is called after a process has ended without being asked to. */
  onEnded: () => void;
}

export function createServiceRunner(
  service: Service,
  { host, command, output, onEnded }: RunnerOptions,
): ServiceRunner {
  const baseUrl = `http://${reachable(host)}:${service.port}`;
  let environment: NodeJS.ProcessEnv | undefined;
  let current: ServiceProcess | undefined;
  // Its end is no surprise; until then it is `current` still, so that it can be killed.
  let stopping: ServiceProcess | undefined;
  let wait = new AbortController();
  let isStopped = false;
  let hasEnded = false;
  let isRestarting = false;
  let changedMeanwhile = false;

  const report = (what: string): void => {
    const separator = what.includes('\n') ? '\n' : ' ';
    output.say('error', [what, whatNext(service.name, command)].join(separator).trimEnd());
    hasEnded = true;
    onEnded();
  };

  /** @returns the script to run; `undefined` when there is none, which was said, or when it is no longer wanted */
  const bundle = async (signal: AbortSignal): Promise<string | undefined> => {
    try {
      const script = await bundleSource(join(service.directory, 'src', 'server.ts'));
      return signal.aborted ? undefined : script;
    } catch (error) {
      report(`${service.name} did not start: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };

  const start = async (env: NodeJS.ProcessEnv): Promise<boolean> => {
    environment = env;
    if (isStopped) return false;
    hasEnded = false;
    const thisWait = new AbortController();
    wait = thisWait;
    const script = await bundle(thisWait.signal);
    if (script === undefined) return false;
    const process = startServiceProcess(service, script, env, (line) => output.write(line));
    current = process;
    let wasReady = false;
    void process.ended.then((ending) => {
      thisWait.abort();
      if (current === process) current = undefined;
      if (stopping === process) return;
      report(
        wasReady
          ? `${service.name} ended unexpectedly, ${ending}.`
          : `${service.name} did not start: it ended ${ending}. Its own lines above say why.`,
      );
    });
    wasReady = await waitUntilReady(baseUrl, { timeout: readyTimeoutMs, signal: thisWait.signal });
    if (!wasReady && !thisWait.signal.aborted) {
      output.say(
        'error',
        `${service.name} is not ready after ${readyTimeoutMs / 1_000} s. ${baseUrl}/readyz says what it waits for.`,
      );
    }
    return wasReady;
  };

  const stopProcess = async (): Promise<void> => {
    wait.abort();
    const process = current;
    if (process === undefined) return;
    stopping = process;
    const { killed, timeoutMs } = await process.stop();
    if (killed) output.say('warn', `${service.name} did not stop in ${seconds(timeoutMs)} and was killed`);
  };

  return {
    service,
    start,
    async restart(prepare) {
      changedMeanwhile = true;
      wait.abort();
      if (isRestarting || environment === undefined) return;
      isRestarting = true;
      while (changedMeanwhile && !isStopped) {
        changedMeanwhile = false;
        const begun = performance.now();
        await stopProcess();
        try {
          await prepare();
        } catch (error) {
          output.say('error', error instanceof Error ? error.message : String(error));
          continue;
        }
        if (await start(environment)) {
          output.say('info', `${service.name} restarted in ${seconds(performance.now() - begun)}`);
        }
      }
      isRestarting = false;
    },
    async stop() {
      isStopped = true;
      await stopProcess();
    },
    kill() {
      current?.kill();
    },
    hasEnded: () => hasEnded,
  };
}

function whatNext(name: string, { mode, only }: Command): string {
  if (mode === 'dev') return 'It starts again when its source changes.';
  if (only !== undefined) return '';
  return `The others keep running. To start it again, in another terminal: npm run dev -w services/${name}`;
}

/** Milliseconds in words: `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
