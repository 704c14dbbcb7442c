import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundleSource } from '@foldline/source-bundle/bundle-source';

export interface ServiceProcess {
  url: string;
  /** Sends a signal, once. */
  kill: (signal: NodeJS.Signals) => void;
  /** Resolves with the exit code, or the signal that ended the process. */
  ended: Promise<number | NodeJS.Signals>;
  /** Asks it to stop, and answers how it ended. */
  stop: () => Promise<number | NodeJS.Signals>;
  /** Everything that was written to the standard output and error so far. */
  output: () => string;
}

export interface ServiceProcessOptions {
  /** The folder of the service. */
  cwd: URL;
  env: Record<string, string>;
  /** The script to run, relative to `cwd`. */
  script?: string;
  args?: string[];
}

/**
 * Runs a service as a process of its own, on a free port, and resolves when it listens.
 *
 * @throws if it ends before it listens, with all that it had written
 */
export async function startServiceProcess(options: ServiceProcessOptions): Promise<ServiceProcess> {
  const started = await spawnService(options);
  const lines = createInterface({ input: started.child.stdout });
  const address = (async () => {
    for await (const line of lines) {
      const found = /"address":"([^"]+)"/.exec(line)?.[1];
      if (found !== undefined) return found;
    }
    throw new Error(`The service ended before it listened:\n${started.output()}`);
  })();
  const url = new URL(await address);
  url.hostname = '127.0.0.1';
  return { ...started, url: url.origin };
}

/** Runs a service's command to its end: its exit code and all that it wrote. */
export async function runServiceCommand(
  options: ServiceProcessOptions,
): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const started = await spawnService(options);
  return { code: await started.ended, output: started.output() };
}

type Spawned = Omit<ServiceProcess, 'url'> & { child: ChildProcess & { stdout: NodeJS.ReadableStream } };

/** Sources stay as they are while tests run: each is bundled once. */
const bundles = new Map<string, Promise<string>>();

async function spawnService({
  cwd,
  env,
  script = 'src/server.ts',
  args = [],
}: ServiceProcessOptions): Promise<Spawned> {
  const source = fileURLToPath(new URL(script, cwd));
  const bundle = bundles.get(source) ?? bundleSource(source);
  bundles.set(source, bundle);
  const child = spawn(process.execPath, ['--enable-source-maps', await bundle, ...args], {
    cwd,
    env: { ...inheritedEnv(), HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  // A test that fails halfway must not leave the process behind.
  const killWithParent = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  void ended.then(() => process.off('exit', killWithParent));
  return {
    child,
    kill: (signal) => void child.kill(signal),
    ended,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    output: () => written.join(''),
  };
}

// What any program needs to run; a variable of the machine that a service would read must not slip into a test.
function inheritedEnv(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
