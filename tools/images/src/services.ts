import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The repository's folder. */
export const repository = path.join(import.meta.dirname, '..', '..', '..');

/** What an image is made from, as the service's own package.json says it. */
export interface ImageSource {
  /** The folder's name, for example `catalog`. */
  name: string;
  /** The folder, absolute. */
  directory: string;
  /** The TCP port that it listens on. */
  port: number;
  /** Whether it has the subcommand `migrate`. */
  database: boolean;
  /** The services whose `openapi.json` its code is generated from. */
  peers: readonly string[];
  /** What it reads of its own folder while it runs, besides its code; relative to the folder. */
  files: readonly string[];
}

interface Manifest {
  foldline?: { port?: number; database?: boolean; peers?: string[]; files?: string[] };
}

/** Every service that has a Dockerfile, by name. */
export async function imageSources(root = repository): Promise<ImageSource[]> {
  const parent = path.join(root, 'services');
  const names = (await readdir(parent)).sort();
  const found = await Promise.all(names.map((name) => readImageSource(path.join(parent, name))));
  return found.filter((source) => source !== undefined);
}

/**
 * One service, by name.
 *
 * @throws Error that names those there are
 */
export async function imageSource(name: string | undefined, root = repository): Promise<ImageSource> {
  const sources = await imageSources(root);
  const found = sources.find((source) => source.name === name);
  if (found) return found;
  const names = sources.map((source) => source.name).join(', ');
  throw new Error(`There is no service ${name ?? ''}. Name one of: ${names}.`);
}

async function readImageSource(directory: string): Promise<ImageSource | undefined> {
  const hasDockerfile = await stat(path.join(directory, 'Dockerfile')).catch(() => undefined);
  if (!hasDockerfile) return undefined;
  const file = path.join(directory, 'package.json');
  const { foldline } = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  if (foldline?.port === undefined) {
    throw new Error(`${file} has no port for the service. Add "foldline": { "port": 3004 } to it.`);
  }
  const { port, database = false, peers = [], files = [] } = foldline;
  return { name: path.basename(directory), directory, port, database, peers, files };
}
