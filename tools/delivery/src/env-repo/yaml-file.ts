import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { parseDocument } from 'yaml';
import { PlainError } from '../plain-error.ts';

/**
 * Reads YAML and holds it against a schema.
 *
 * @param file its name, for the message
 * @throws PlainError that names the file, the place in it and what is wrong
 */
export function readYaml<Schema extends TSchema>(
  schema: Schema,
  content: Buffer,
  file: string,
): Static<Schema> {
  const document = parseDocument(content.toString(), { prettyErrors: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw new PlainError(`${file} is not valid YAML: ${problem.message.trim()}`);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw new PlainError(`${file} is not valid YAML: ${(error as Error).message}`, 'failed', {
      cause: error,
    });
  }
  if (Value.Check(schema, value)) return value;
  const problems = Value.Errors(schema, value).map(
    ({ instancePath, message }) =>
      `${instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.')} ${message}`,
  );
  throw new PlainError(`${file} is not as its schema demands: ${[...new Set(problems)].join('; ')}`);
}
