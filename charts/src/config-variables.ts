import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './charts.ts';
import type { JsonSchema } from './json-schema.ts';

/** An environment variable that a service reads. */
export interface ConfigVariable {
  name: string;
  description: string;
  example: string;
}

const row = /^\| `(?<name>[A-Z0-9_]+)` \| (?<description>.*) \| .* \| `(?<example>.*)` \|$/gm;

/** The variables that a service reads, from the table in its README, which its own tests hold to its code. */
export function configVariables(service: string): ConfigVariable[] {
  const readme = join(repository, 'services', service, 'README.md');
  if (!existsSync(readme)) throw new Error(`${readme} is missing: a chart is named as its service.`);
  return [...readFileSync(readme, 'utf8').matchAll(row)].map(({ groups }) => ({
    name: groups?.['name'] ?? '',
    description: groups?.['description'] ?? '',
    example: groups?.['example'] ?? '',
  }));
}

/** Variables that templates set, or that an image brings with it. */
const settled = new Set([
  'PORT',
  'ENVIRONMENT',
  'VERSION',
  'COMMIT',
  'BUILT_AT',
  'INSTANCE',
  'SHUTDOWN_DELAY_MS',
  'SHUTDOWN_TIMEOUT_MS',
  'DATABASE_URL',
  'MIGRATE_ON_START',
]);

/**
 * The schema of `config`: the variables that neither the chart nor the image sets.
 *
 * @param service the service's name
 * @param peers the names of its peers, whose addresses the chart sets
 * @param secrets the variables that come from secrets
 */
export function configSchema(service: string, peers: string[], secrets: string[]): JsonSchema {
  const addresses = peers.map((peer) => `${peer.toUpperCase().replaceAll('-', '_')}_URL`);
  const taken = new Set([...settled, ...addresses, ...secrets]);
  const free = configVariables(service).filter(({ name }) => !taken.has(name));
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      free.map(({ name, description, example }) => [name, { description, ...typeLike(example) }]),
    ),
  };
}

/** A number and a flag may be written as such, or as the text that the environment holds. */
function typeLike(example: string): JsonSchema {
  if (/^-?\d+$/.test(example)) return { type: ['integer', 'string'], pattern: '^-?[0-9]+$' };
  if (/^(true|false)$/.test(example)) return { enum: [true, false, 'true', 'false'] };
  return { type: 'string' };
}
