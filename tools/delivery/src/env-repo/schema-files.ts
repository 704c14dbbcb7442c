import type { TSchema } from 'typebox';
import { Policy } from './policy-schema.ts';
import { Release } from './release-schema.ts';
import { Values } from './values-schema.ts';

/** The files of the env-repo's `schemas/`, for editors: name to content. */
export const schemaFiles: Readonly<Record<string, string>> = {
  'policy.schema.json': toFile(Policy),
  'release.schema.json': toFile(Release),
  'values.schema.json': toFile(Values),
};

function toFile(schema: TSchema): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`;
}
