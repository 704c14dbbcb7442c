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
  isRunning(): boolean;
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
  let isRestarting = false;
  let changedMeanwhile = false;

  const start = async (env: NodeJS.ProcessEnv): Promise<boolean> => {
    environment = env;
    if (isStopped) return false;
    const process = startServiceProcess(service, env, (line) => output.write(line));
    const thisWait = new AbortController();
    current = process;
    wait = thisWait;
    let wasReady = false;
    void process.ended.then((ending) => {
      thisWait.abort();
      if (current === process) current = undefined;
      if (stopping === process) return;
      output.say('error', describeEnd(service.name, ending, wasReady, command));
      onEnded();
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
    isRunning: () => current?.isRunning() ?? false,
  };
}

function describeEnd(name: string, ending: string, wasReady: boolean, { mode, only }: Command): string {
  const what = wasReady
    ? `${name} ended unexpectedly, ${ending}.`
    : `${name} did not start: it ended ${ending}. Its own lines above say why.`;
  if (mode === 'dev') return `${what} It starts again when its source changes.`;
  if (only !== undefined) return what;
  return `${what} The others keep running. To start it again, in another terminal: npm run dev -w services/${name}`;
}

/** Milliseconds in words: `1.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}
