import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Service } from './discover-services.ts';

/** Where a package keeps its source: what it runs, and what its generated code is made from. */
const folderNames = ['src', 'prisma', 'styles', 'browser', 'workers'];

/**
 * The folders with the source of a service: its own, and those of the packages of this repository that it depends on,
 * directly or through each other.
 */
export async function sourceFolders(root: string, service: Service): Promise<string[]> {
  const packages = await workspacePackages(root);
  const found = new Set([service.directory]);
  for (const folder of found) {
    for (const name of await dependenciesOf(folder)) {
      const dependency = packages.get(name);
      if (dependency !== undefined) found.add(dependency);
    }
  }
  return [...found].flatMap((folder) => folderNames.map((name) => join(folder, name)));
}

/** The packages of the folder `packages/`: name to folder. */
async function workspacePackages(root: string): Promise<Map<string, string>> {
  const parent = join(root, 'packages');
  const names = await readdir(parent).catch(() => []);
  const entries = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      const folder = join(parent, name);
      return [String((await readManifest(folder))['name']), folder];
    }),
  );
  return new Map(entries);
}

async function dependenciesOf(folder: string): Promise<string[]> {
  const { dependencies } = await readManifest(folder);
  return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [];
}

async function readManifest(folder: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, unknown>;
}
