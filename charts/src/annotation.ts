import type { JsonSchema } from './json-schema.ts';

/** What the comment above a value says about it. */
export interface Annotation {
  /** For readers: what follows `# --`, or the whole comment of a section. */
  description: string | undefined;
  /** What `# @schema` adds to the value's schema. */
  schema: JsonSchema;
}

const schemaLine = /^ ?@schema (.*)$/;

/**
 * Reads the comment above a value. Only its last paragraph counts: what comes before a blank line is about the file.
 *
 * @param comment the comment's lines without their `#`
 */
export function readAnnotation(comment: string | null | undefined): Annotation {
  const lines = (comment?.split(/\n\s*\n/).at(-1) ?? '').split('\n');
  const schemas = lines.flatMap((line) => schemaLine.exec(line)?.[1] ?? []);
  const description = lines
    .filter((line) => !schemaLine.test(line))
    .map((line) => line.replace(/^ ?(-- )?/, '').trim())
    .join(' ')
    .trim();
  return {
    description: description === '' ? undefined : description,
    schema: Object.assign({}, ...schemas.map((schema) => JSON.parse(schema) as JsonSchema)) as JsonSchema,
  };
}
