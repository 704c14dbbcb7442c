import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serviceCharts } from './charts.ts';
import { chartReadme } from './readme.ts';
import { schemaText } from './values-schema.ts';

for (const chart of serviceCharts()) {
  await writeFile(join(chart.directory, 'values.schema.json'), schemaText(chart));
  await writeFile(join(chart.directory, 'README.md'), await chartReadme(chart));
}
