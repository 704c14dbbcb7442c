import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { serviceCharts } from '../src/charts.ts';

/** A way to install a chart: with nothing said, as an example in its ci/ says, or with everything switched on. */
export interface Example {
  chart: string;
  name: string;
  files: string[];
  values: object;
}

const everything = {
  version: '1.4.2+build.7',
  autoscaling: { enabled: true },
  httpRoute: { enabled: true, parentRefs: [{ name: 'public' }] },
  ingress: { enabled: true },
  monitoring: { podMonitor: { enabled: true }, rules: { enabled: true } },
};

/** Every example of every chart: a new chart, or a new file in a chart's ci/, is among them by being there. */
export function examples(): Example[] {
  return serviceCharts().flatMap(({ name: chart, directory, imports }) => {
    const folder = join(directory, 'ci');
    const files = existsSync(folder) ? readdirSync(folder).sort() : [];
    const database = imports.includes('database') ? { database: { cluster: { enabled: true } } } : {};
    return [
      { chart, name: 'defaults', files: [], values: {} },
      { chart, name: 'everything', files: [], values: { ...everything, ...database } },
      ...files.map((file) => ({ chart, name: file, files: [join(folder, file)], values: {} })),
    ];
  });
}
