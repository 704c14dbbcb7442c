import { once } from 'node:events';
import path from 'node:path';
import { startEngine, type Engine } from './engine.ts';
import { imageConfig } from './image-facts.ts';
import type { Provenance } from './provenance.ts';
import { repository, type ImageSource } from './services.ts';

const buildTimeoutMs = 15 * 60_000;

/** The name that a service's image has on the machine that built it. */
export function imageName(service: string): string {
  return `foldline/${service}:local`;
}

/**
 * Builds a service's image with its Dockerfile, and names it {@link imageName}. What the engine still has of an earlier
 * build of the same commit may be taken over, with the time of that build.
 *
 * @throws Error with the build's output when it fails
 */
export async function buildImage(
  engine: Engine,
  service: ImageSource,
  provenance: Provenance,
): Promise<string> {
  const name = imageName(service.name);
  await build(engine, service, provenance, []);
  const { Labels } = await imageConfig(engine, name);
  // Older Podman (4.3) takes a step from its cache although a build argument in it has changed.
  if (Labels['org.opencontainers.image.revision'] !== provenance.commit) {
    await build(engine, service, provenance, ['--no-cache']);
  }
  return name;
}

async function build(
  engine: Engine,
  service: ImageSource,
  { source, commit, builtAt }: Provenance,
  options: readonly string[],
): Promise<void> {
  const name = imageName(service.name);
  const facts = [`SOURCE=${source}`, `COMMIT=${commit}`, `BUILT_AT=${builtAt}`];
  const child = startEngine(engine, [
    'build',
    ...engine.buildOptions,
    ...options,
    ...facts.flatMap((fact) => ['--build-arg', fact]),
    ...['--file', path.join(service.directory, 'Dockerfile'), '--tag', name, repository],
  ]);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  }
  const timer = setTimeout(() => child.kill(), buildTimeoutMs);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  if (code !== 0) throw new Error(`The image ${name} could not be built:\n${output.join('')}`);
}
