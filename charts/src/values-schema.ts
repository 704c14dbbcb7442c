import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq } from 'yaml';
import { readAnnotation } from './annotation.ts';
import { libraryDirectory, type ServiceChart } from './charts.ts';
import { configSchema } from './config-variables.ts';
import type { JsonSchema } from './json-schema.ts';
import { defaultOf, mergedValues, pairsOf, type ValuePair } from './merged-values.ts';

const definitionPrefix = '#/definitions/';

/**
 * The schema of a chart's values: types and defaults from the values themselves, descriptions and what else must hold
 * from the comments above them. Nothing is allowed that is not there.
 *
 * @throws {Error} naming a value without a description
 */
export function valuesSchema(chart: ServiceChart): JsonSchema {
  const values = mergedValues(chart);
  const namesIn = (section: string): string[] => {
    const map = values.get(section);
    return isMap(map) ? pairsOf(map).map(({ key }) => key.value) : [];
  };
  const config = configSchema(chart.name, namesIn('peers'), namesIn('secrets'));
  const definitions = readDefinitions();
  const properties = sectionProperties(pairsOf(values), '', { config, definitions });
  const root: JsonSchema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Values of the chart ${chart.name}`,
    description: chart.description,
    type: 'object',
    additionalProperties: false,
    properties: {
      ...properties,
      service: {
        description: 'What Helm keeps for the library chart; nothing is read from it',
        type: 'object',
      },
      global: { description: 'What Helm hands to every chart; nothing is read from it', type: 'object' },
    },
    // A section that was set to null would be missed by a template. `helm lint` looks at the chart's own values alone,
    // which have no part called `service`, and not all sections.
    if: { required: ['service'] },
    then: requiredSections(properties),
  };
  return { ...root, definitions: usedDefinitions(root, definitions) };
}

interface Context {
  config: JsonSchema;
  definitions: Record<string, JsonSchema>;
}

function sectionProperties(pairs: ValuePair[], prefix: string, context: Context): Record<string, JsonSchema> {
  return Object.fromEntries(
    pairs.map((pair) => [pair.key.value, valueSchema(pair, `${prefix}${pair.key.value}`, context)]),
  );
}

function valueSchema(pair: ValuePair, path: string, context: Context): JsonSchema {
  const { description, schema } = readAnnotation(pair.key.commentBefore);
  if (description === undefined) throw new Error(`${path} has no description: put "# -- ..." above it.`);
  const { $config: isConfig, $ref, ...rest } = schema;
  if (isConfig === true) return { description, ...context.config };
  const referred = $ref === undefined ? {} : context.definitions[$ref.slice(definitionPrefix.length)];
  if (!referred) throw new Error(`${path} refers to ${$ref ?? ''}, which definitions.json has not.`);
  return { ...inferred(pair, path, context, rest), ...referred, ...rest, description };
}

function inferred(pair: ValuePair, path: string, context: Context, given: JsonSchema): JsonSchema {
  if (isMap(pair.value)) {
    if ('additionalProperties' in given) return { type: 'object' };
    const properties = sectionProperties(pairsOf(pair.value), `${path}.`, context);
    return { type: 'object', additionalProperties: false, properties };
  }
  if (isSeq(pair.value)) return { type: 'array' };
  const value = defaultOf(pair);
  const type = typeof value === 'number' ? 'integer' : typeof value;
  return 'enum' in given ? { default: value } : { type, default: value };
}

/** Sections are maps with a fixed set of values; each must be there, and each of its sections. */
function requiredSections(properties: Record<string, JsonSchema>): JsonSchema {
  const sections = Object.entries(properties).filter(
    ([, schema]) => schema.type === 'object' && schema.additionalProperties === false && schema.properties,
  );
  if (sections.length === 0) return {};
  const deeper = sections.map(([name, schema]) => [name, requiredSections(schema.properties ?? {})] as const);
  const nested = Object.fromEntries(deeper.filter(([, schema]) => Object.keys(schema).length > 0));
  return {
    required: sections.map(([name]) => name),
    ...(Object.keys(nested).length > 0 ? { properties: nested } : {}),
  };
}

function readDefinitions(): Record<string, JsonSchema> {
  return JSON.parse(readFileSync(join(libraryDirectory, 'definitions.json'), 'utf8')) as Record<
    string,
    JsonSchema
  >;
}

function usedDefinitions(
  schema: JsonSchema,
  definitions: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  const used = new Set<string>();
  const follow = (part: JsonSchema): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/definitions\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(definitions[name] ?? {});
    }
  };
  follow(schema);
  return Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name)));
}

/** The content of a chart's values.schema.json. */
export function schemaText(chart: ServiceChart): string {
  return `${JSON.stringify(valuesSchema(chart), null, 2)}\n`;
}
