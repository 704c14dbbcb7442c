import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { engineOutput, startEngine, type Engine } from './engine.ts';

export interface ContainerOptions {
  image: string;
  /** The arguments after the image; without them the image's own command. */
  args?: readonly string[];
  env?: Record<string, string>;
}

/** What a container had written, and how it ended. */
export interface Ended {
  code: number | null;
  output: string;
}

export interface Container {
  name: string;
  /** The address that the service listens on, for example `http://127.0.0.1:40123`. */
  url: string;
  /** From the engine's start to the service's line `listening`, in milliseconds. */
  listeningAfterMs: number;
  /** Everything that was written so far. */
  output: () => string;
  /** The resident memory of the service's process, in MiB. */
  residentMemory: () => Promise<number>;
  /** Sends SIGTERM and resolves when the container is gone. */
  stop: () => Promise<Ended>;
}

/** As locked down as a cluster would run it: nothing can be written but /tmp, and the user is nobody that exists. */
const lockedDown = [
  '--read-only',
  ...['--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--user', '54321:54321', '--network', 'host'],
];

/** Runs a container to its end. */
export async function runContainer(engine: Engine, options: ContainerOptions): Promise<Ended> {
  return spawnContainer(engine, options).ended;
}

/**
 * Starts a service on a free port of this machine and resolves when it listens.
 *
 * @throws Error with all that it wrote when it ends before
 */
export async function startContainer(engine: Engine, options: ContainerOptions): Promise<Container> {
  const startedAt = performance.now();
  const env = { HOST: '127.0.0.1', PORT: '0', ...options.env };
  const { name, stdout, ended, output } = spawnContainer(engine, { ...options, env });
  let address: string | undefined;
  for await (const line of createInterface({ input: stdout })) {
    address = /"address":"([^"]+)"/.exec(line)?.[1];
    if (address !== undefined) break;
  }
  if (address === undefined) {
    throw new Error(`A container of ${options.image} ended before it listened:\n${(await ended).output}`);
  }
  return {
    name,
    url: address,
    listeningAfterMs: performance.now() - startedAt,
    output,
    async residentMemory() {
      const script = "process.stdout.write(require('node:fs').readFileSync('/proc/1/status', 'utf8'))";
      const status = await engineOutput(engine, ['exec', name, '/nodejs/bin/node', '-e', script]);
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
    async stop() {
      await engineOutput(engine, ['kill', '--signal', 'SIGTERM', name]);
      return ended;
    },
  };
}

interface Spawned {
  name: string;
  stdout: NodeJS.ReadableStream;
  ended: Promise<Ended>;
  output: () => string;
}

function spawnContainer(engine: Engine, { image, args = [], env = {} }: ContainerOptions): Spawned {
  const name = `foldline-${randomBytes(6).toString('hex')}`;
  const variables = Object.entries(env).flatMap(([variable, value]) => ['--env', `${variable}=${value}`]);
  const command = ['run', '--rm', '--name', name, ...lockedDown, ...variables, image, ...args];
  const child = startEngine(engine, command);
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  }
  const output = (): string => written.join('');
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output: output() }));
  // What fails halfway must not leave the container behind.
  const removeWithParent = (): void => void startEngine(engine, ['rm', '--force', name]);
  process.once('exit', removeWithParent);
  void ended.then(() => process.off('exit', removeWithParent));
  return { name, stdout: child.stdout, ended, output };
}
