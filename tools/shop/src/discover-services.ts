import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PlainError } from './plain-error.ts';

/** The service that browsers talk to: its address is the shop's, and it alone sets cookies. */
export const storefront = 'frontend';

/** A service of the shop, as its own package.json describes it. */
export interface Service {
  /** The folder's name, for example `catalog`. */
  name: string;
  /** The folder, absolute. */
  directory: string;
  /** The TCP port it listens on, unless `<NAME>_PORT` says otherwise. */
  port: number;
  /** Whether it needs a PostgreSQL database of its own. */
  database: boolean;
  /** The services that it calls. */
  peers: string[];
  /** Whether it has code to generate before it can run. */
  hasGeneratedCode: boolean;
}

/**
 * Finds the services: every folder of `services/` that has a package.json with
 * `"foldline": { "port": 3001, "database": true, "peers": ["voting"] }`.
 *
 * @param root the repository's folder
 * @returns the services, by name
 * @throws PlainError that names the file and the problem
 */
export async function discoverServices(root: string): Promise<Service[]> {
  const parent = join(root, 'services');
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const services = await Promise.all(names.sort().map((name) => readService(parent, name)));
  const found = services.filter((service) => service !== undefined);
  if (found.length === 0) throw new PlainError(`There is no service in ${parent}. Run this in a checkout.`);
  return found;
}

async function readService(parent: string, name: string): Promise<Service | undefined> {
  const directory = join(parent, name);
  const file = join(directory, 'package.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // A folder without a package is what a removed service leaves behind.
    return undefined;
  }
  const manifest = parseObject(text, file);
  const { port, database, peers } = asObject(manifest['foldline']);
  if (!isPort(port)) {
    throw new PlainError(`${file} has no port for the service. Add "foldline": { "port": 3004 } to it.`);
  }
  return {
    name,
    directory,
    port,
    database: database === true,
    peers: Array.isArray(peers) ? peers.filter((peer) => typeof peer === 'string') : [],
    hasGeneratedCode: 'generate' in asObject(manifest['scripts']),
  };
}

/** Whether a value is a TCP port that a program can be reached on. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}

function parseObject(text: string, file: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text));
  } catch (error) {
    throw new PlainError(`${file} is not valid JSON. Correct it.`, { cause: error });
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
