import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from './discover-services.ts';
import { linesOf } from './lines.ts';
import type { OutputLine } from './log-format.ts';

/** How a process ended, in words: `with exit code 1`, `by SIGKILL`. */
export type Ending = string;

export interface ServiceProcess {
  /** Resolves when the process is gone and its output was read. */
  ended: Promise<Ending>;
  /**
   * Asks the service to stop, once however often this is called, and kills it when it does not.
   *
   * @returns whether it had to be killed, and after how many milliseconds that was due
   */
  stop(): Promise<{ killed: boolean; timeoutMs: number }>;
  /** Ends the process and its children at once. */
  kill(): void;
}

// The services' own default for `SHUTDOWN_TIMEOUT_MS`.
const defaultShutdownTimeoutMs = 10_000;
const marginMs = 2_000;

// From `dist`, where this is bundled, too.
const endWithLauncher = new URL('../src/end-with-launcher.mjs', import.meta.url).href;

/**
 * Starts a service in its folder.
 *
 * @param script what `bundleSource` has made of its `src/server.ts`
 */
export function startServiceProcess(
  service: Service,
  script: string,
  env: NodeJS.ProcessEnv,
  write: (line: OutputLine) => Promise<void>,
): ServiceProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', `--import=${endWithLauncher}`, script], {
    cwd: service.directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in the terminal reaches the launcher only, which stops services in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const forward = async (stream: 'stdout' | 'stderr', source: Readable | null): Promise<void> => {
    if (source === null) return;
    for await (const text of linesOf(source)) {
      if (text.trim() !== '') await write({ service: service.name, stream, text });
    }
  };
  const output = Promise.allSettled([forward('stdout', child.stdout), forward('stderr', child.stderr)]);
  const exited = exitOf(child);
  const ended = exited.then(async (ending) => {
    // A grandchild may hold the pipes open for longer than anyone wants to wait.
    await Promise.race([output, sleep(1_000, undefined, { ref: false })]);
    return ending;
  });
  const stop = async (): Promise<{ killed: boolean; timeoutMs: number }> => {
    const timeoutMs = stopTimeoutMs(env);
    if (!isRunning(child)) return { killed: false, timeoutMs };
    if (process.platform === 'win32') child.send('stop');
    else child.kill('SIGTERM');
    const timer = new AbortController();
    const killed = await Promise.race([
      exited.then(() => false),
      sleep(timeoutMs, true, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (killed) killGroup(child);
    await ended;
    return { killed, timeoutMs };
  };
  let stopped: ReturnType<typeof stop> | undefined;
  return {
    ended,
    stop: () => (stopped ??= stop()),
    kill() {
      if (isRunning(child)) killGroup(child);
    },
  };
}

/** How long a service may take to stop: longer than its own limits, which should come first. */
function stopTimeoutMs({ SHUTDOWN_DELAY_MS, SHUTDOWN_TIMEOUT_MS }: NodeJS.ProcessEnv): number {
  return (
    (Number(SHUTDOWN_DELAY_MS) || 0) + (Number(SHUTDOWN_TIMEOUT_MS) || defaultShutdownTimeoutMs) + marginMs
  );
}

function exitOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(`before it began (${error.message})`);
    });
    child.on('exit', (code, signal) => {
      resolve(code === null ? `by ${String(signal)}` : `with exit code ${code}`);
    });
  });
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function killGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in this very moment.
  }
}
