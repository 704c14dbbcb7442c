import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

/** A command that speaks Docker's language: `docker`, `podman`, or a script around one of them. */
export interface Engine {
  /** The command line that it begins with, for example `['podman']`. */
  command: readonly string[];
  /** What this machine's builds need besides, for example `['--network', 'host']`. */
  buildOptions: readonly string[];
  /** The environment that it runs in. */
  env: NodeJS.ProcessEnv;
}

const candidates = ['docker', 'podman'];

/**
 * The container engine that `CONTAINER_ENGINE` names, or the first of Docker and Podman that answers.
 * `CONTAINER_ENGINE` may have arguments (`sudo docker`); `CONTAINER_BUILD_OPTIONS` is added to every build. Both are
 * split at spaces.
 *
 * @returns `undefined` when there is none
 * @throws Error when the named one does not answer
 */
export async function findEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine | undefined> {
  const buildOptions = words(env['CONTAINER_BUILD_OPTIONS']);
  const named = words(env['CONTAINER_ENGINE']);
  if (named.length > 0) {
    const engine = { command: named, buildOptions, env };
    if (await answers(engine)) return engine;
    throw new Error(
      `CONTAINER_ENGINE is "${named.join(' ')}", and "${named.join(' ')} info" fails. Start it, or name another.`,
    );
  }
  for (const name of candidates) {
    const engine = { command: [name], buildOptions, env };
    if (await answers(engine)) return engine;
  }
  return undefined;
}

/** {@link findEngine}, for who cannot do without: throws what to do when there is none. */
export async function requireEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const engine = await findEngine(env);
  if (engine) return engine;
  throw new Error('Neither Docker nor Podman answers. Start one, or name it in CONTAINER_ENGINE.');
}

/**
 * Runs a command of the engine to its end.
 *
 * @returns its standard output
 * @throws Error with what it wrote to the standard error
 */
export async function engineOutput(
  engine: Engine,
  args: readonly string[],
  timeout = 60_000,
): Promise<string> {
  const [program = '', ...first] = engine.command;
  const options = { env: engine.env, timeout, maxBuffer: 2 ** 26 };
  const { stdout } = await promisify(execFile)(program, [...first, ...args], options);
  return stdout;
}

/** Starts a command of the engine and leaves its streams to the caller. */
export function startEngine(
  engine: Engine,
  args: readonly string[],
): ChildProcessByStdio<null, Readable, Readable> {
  const [program = '', ...first] = engine.command;
  return spawn(program, [...first, ...args], { env: engine.env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function answers(engine: Engine): Promise<boolean> {
  return engineOutput(engine, ['info'], 20_000).then(
    () => true,
    () => false,
  );
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
