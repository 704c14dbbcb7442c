import { Ajv, type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyRouteSchemaDef } from 'fastify/types/schema.js';
import type { FieldError } from '../errors.ts';

// Every wrong field is reported, not only the first, and none is silently dropped.
const options: Options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: true };
const forJson = new Ajv(options);
// Parameters and headers arrive as text.
const forText = new Ajv({ ...options, coerceTypes: 'array' });
for (const ajv of [forJson, forText]) addFormats.default(ajv);

/** Compiles a route's schema: a body must have the types that it promises, parameters are converted to theirs. */
export function validatorCompiler({ schema, httpPart }: FastifyRouteSchemaDef<object>): ValidateFunction {
  return (httpPart === 'body' ? forJson : forText).compile(schema);
}

/** One violation as Ajv reports it. */
export interface Violation {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string | undefined;
}

/**
 * What is wrong, field by field.
 *
 * @param part where the fields stand: `body`, `querystring`, `params` or `headers`
 */
export function fieldErrors(violations: readonly Violation[], part: string): FieldError[] {
  return violations
    .filter(({ keyword }) => keyword !== 'if' && keyword !== 'anyOf' && keyword !== 'oneOf')
    .map(({ instancePath, keyword, params, message = 'is not valid' }) => {
      const child = params['missingProperty'] ?? params['additionalProperty'];
      const path = typeof child === 'string' ? `${instancePath}/${escapePointer(child)}` : instancePath;
      const detail = explain(keyword, params, message);
      if (part === 'body') return { pointer: path, detail };
      const name = path.split('/')[1] ?? '';
      return part === 'headers' ? { header: name, detail } : { parameter: name, detail };
    });
}

function explain(keyword: string, params: Record<string, unknown>, message: string): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties') return 'is not known here';
  const allowed = params['allowedValues'];
  if (Array.isArray(allowed)) return `must be one of ${allowed.join(', ')}`;
  return message;
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
