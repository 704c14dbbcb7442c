import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemaFiles } from './schema-files.ts';

const folder = join(import.meta.dirname, '../../../../env-repo');
for (const [name, content] of Object.entries(schemaFiles)) await writeFile(join(folder, name), content);
