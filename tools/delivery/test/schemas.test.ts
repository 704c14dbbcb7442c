import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaFiles } from '../src/env-repo/schema-files.ts';

test('the schemas in the env-repo are those of the code', async () => {
  const folder = join(import.meta.dirname, '../../../env-repo');
  for (const [name, content] of Object.entries(schemaFiles)) {
    expect(
      JSON.parse(await readFile(join(folder, name), 'utf8')),
      'npm run schemas -w tools/delivery',
    ).toEqual(JSON.parse(content));
  }
});
