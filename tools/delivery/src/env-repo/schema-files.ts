import type { TSchema } from 'typebox';
import { DeliveryValues } from './delivery-values-schema.ts';
import { Policy } from './policy-schema.ts';
import { Release } from './release-schema.ts';
import { Values } from './values-schema.ts';

/** The schemas of the env-repo: those of its files, for editors, and that of its chart. Path in the env-repo to content. */
export const schemaFiles: Readonly<Record<string, string>> = {
  'schemas/policy.schema.json': toFile(Policy),
  'schemas/release.schema.json': toFile(Release),
  'schemas/values.schema.json': toFile(Values),
  'delivery/values.schema.json': toFile(DeliveryValues),
};

function toFile(schema: TSchema): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`;
}
