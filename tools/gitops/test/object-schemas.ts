import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { inject } from 'vitest';
import type { KubernetesObject } from './objects.ts';

export const schemas = inject('schemas') ?? '';

// The schemas are written in Go's patterns, and name formats that no validator knows.
export function ajv(): Ajv2020 {
  return new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false });
}

export function read(file: string): AnySchemaObject {
  return JSON.parse(readFileSync(file, 'utf8')) as AnySchemaObject;
}

/** The file with the schema of an object's kind, whether it is there or not. */
export function schemaOf({ apiVersion, kind }: KubernetesObject): string {
  const [group = '', version] = apiVersion.split('/');
  const name = kind.toLowerCase();
  if (version === undefined) return join(schemas, 'kubernetes', `${name}-${group}.json`);
  return group.endsWith('.k8s.io')
    ? join(schemas, 'kubernetes', `${name}-${group.split('.')[0] ?? ''}-${version}.json`)
    : join(schemas, 'crds', group, `${name}_${version}.json`);
}

/**
 * The same schema, which takes no key that it does not name: the API server drops those without a word. Patterns with
 * Go's flag for either case are left out: JavaScript has none like it.
 */
export function strict(schema: AnySchemaObject): AnySchemaObject {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === 'pattern' && typeof value === 'string' && value.includes('(?i)')) return undefined;
    if (typeof value !== 'object' || value === null || !('properties' in value)) return value;
    const isOpen = 'additionalProperties' in value || 'x-kubernetes-preserve-unknown-fields' in value;
    return isOpen ? value : { ...value, additionalProperties: false };
  }) as AnySchemaObject;
}
