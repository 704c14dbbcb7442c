import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServerProcess {
  pid: number;
  url: string;
  /** From the start of the process to its first answer, in milliseconds. */
  readyAfterMs: number;
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  script: string;
  port: number;
  /** A path that answers 200 once the server is ready. */
  readyPath: string;
  env?: Record<string, string>;
}

const readyTimeoutMs = 30_000;

/** Starts a server with plain Node.js, as in production, and resolves when it answers. Its log is thrown away. */
export async function startServer({
  script,
  port,
  readyPath,
  env,
}: ServerProcessOptions): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', script], {
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  // A benchmark that fails halfway must not leave its servers behind.
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  void ended.then(() => process.off('exit', killWithParent));
  const isReady = async (): Promise<boolean> =>
    (await fetch(`${url}${readyPath}`).catch(() => undefined))?.status === 200;
  while (!(await isReady())) {
    if (child.exitCode !== null)
      throw new Error(`${script} ended with ${child.exitCode} before it was ready.`);
    if (performance.now() - startedAt > readyTimeoutMs) {
      child.kill('SIGKILL');
      throw new Error(`${script} was not ready within ${readyTimeoutMs / 1000} s.`);
    }
    // The grain of the measurement, the same for both sides.
    await wait(2);
  }
  const readyAfterMs = performance.now() - startedAt;
  return {
    pid: child.pid ?? 0,
    url,
    readyAfterMs,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
