import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { chartReadme } from '../src/readme.ts';
import { serviceCharts } from '../src/charts.ts';
import type { JsonSchema } from '../src/json-schema.ts';
import { schemaText, valuesSchema } from '../src/values-schema.ts';

const outOfDate = 'is out of date: run npm run reference -w charts';

describe.each(serviceCharts())('$name', (chart) => {
  test('the schema is what its values say', async () => {
    const written = await readFile(join(chart.directory, 'values.schema.json'), 'utf8');
    expect(written === schemaText(chart), `values.schema.json ${outOfDate}`).toBe(true);
  });

  test.skipIf(!inject('tools').helmDocs)('the README is what helm-docs makes of its values', async () => {
    const written = await readFile(join(chart.directory, 'README.md'), 'utf8');
    expect(written === (await chartReadme(chart)), `README.md ${outOfDate}`).toBe(true);
  });

  test('every value is described, and nothing is allowed that is not', () => {
    const schema = valuesSchema(chart);
    const visit = (path: string, part: JsonSchema): void => {
      const { type, properties, additionalProperties } = part;
      if (type === 'object' && path !== '.service' && path !== '.global') {
        expect(additionalProperties, `${path} is open`).toBeDefined();
        expect(additionalProperties, `${path} is open`).not.toBe(true);
      }
      for (const [name, value] of Object.entries(properties ?? {})) {
        expect(value.description ?? '', `${path}.${name}`).not.toBe('');
        visit(`${path}.${name}`, value);
      }
    };
    visit('', schema);
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) visit(name, definition);
  });
});
