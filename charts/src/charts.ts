import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const repository = join(import.meta.dirname, '..', '..');
export const chartsDirectory = join(repository, 'charts');
export const libraryDirectory = join(chartsDirectory, 'service');

/** The part of a Chart.yaml that is read here. */
interface ChartFile {
  name: string;
  description: string;
  type: 'application' | 'library';
  dependencies?: { name: string; 'import-values'?: string[] }[];
}

/** A service's chart. */
export interface ServiceChart {
  /** The chart's name, which is the service's. */
  name: string;
  description: string;
  /** The chart's folder, absolute. */
  directory: string;
  /** The sets of defaults that it imports from the library chart. */
  imports: string[];
}

/** The services' charts: every folder of charts/ with a Chart.yaml that is no library, by name. */
export function serviceCharts(): ServiceChart[] {
  return readdirSync(chartsDirectory)
    .sort()
    .map((folder) => join(chartsDirectory, folder))
    .filter((directory) => existsSync(join(directory, 'Chart.yaml')))
    .flatMap((directory) => {
      const chart = parse(readFileSync(join(directory, 'Chart.yaml'), 'utf8')) as ChartFile;
      if (chart.type === 'library') return [];
      const library = chart.dependencies?.find(({ name }) => name === 'service');
      const { name, description } = chart;
      return [{ name, description, directory, imports: library?.['import-values'] ?? [] }];
    });
}
