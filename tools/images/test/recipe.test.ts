import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { imageSources, repository } from '../src/services.ts';

const services = await imageSources();
const [first] = services;

async function read(...names: string[]): Promise<string> {
  return readFile(path.join(repository, ...names), 'utf8');
}

/** The lines of an ignore file that count. */
function rules(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('every service has an image', async () => {
  const parent = path.join(repository, 'services');
  const folders = await readdir(parent);
  const withServer = await Promise.all(
    folders.map(async (name) =>
      (await stat(path.join(parent, name, 'src', 'server.ts')).catch(() => undefined)) ? [name] : [],
    ),
  );
  expect(services.map(({ name }) => name)).toEqual(withServer.flat().sort());
});

test.each(services)('the Dockerfile of $name is that of the others', async ({ name }) => {
  const model = await read('services', first?.name ?? '', 'Dockerfile');
  const expected = model.replaceAll(new RegExp(`\\b${first?.name ?? ''}\\b`, 'g'), name);
  expect(await read('services', name, 'Dockerfile')).toBe(expected);
});

test.each(services)(
  'the build of $name sees what it is made from, and nothing else',
  async ({ name, peers }) => {
    const needed = [
      '.npmrc',
      'package.json',
      'package-lock.json',
      'packages/service-kit',
      'packages/tsconfig',
      `services/${name}`,
      ...peers.map((peer) => `services/${peer}/openapi.json`),
      'tools/images',
    ];
    const own = rules(await read('services', name, 'Dockerfile.dockerignore'));
    const common = rules(await read('.dockerignore'));
    const kept = own.filter((rule) => rule.startsWith('!'));
    expect(new Set(kept)).toEqual(new Set(needed.map((entry) => `!${entry}`)));
    // The others hold for the builders that read the common file as well.
    expect(own.filter((rule) => !rule.startsWith('!'))).toEqual(
      common.filter((rule) => !rule.startsWith('!')),
    );
    const keptByAll = common.filter((rule) => rule.startsWith('!'));
    expect(
      kept.filter((rule) => !keptByAll.some((other) => rule === other || rule.startsWith(`${other}/`))),
    ).toEqual([]);
  },
);

test.each(services)('$name is made from no package that the recipe does not copy', async ({ directory }) => {
  const manifest = JSON.parse(await read(path.relative(repository, directory), 'package.json')) as {
    dependencies?: Record<string, string>;
  };
  const ours = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@foldline/'));
  expect(ours).toEqual(['@foldline/service-kit']);
});

test('base images are named by exact tags', async () => {
  const dockerfile = await read('services', first?.name ?? '', 'Dockerfile');
  const bases = [...dockerfile.matchAll(/^ARG \w+_IMAGE=(.*)$/gm)].map(([, base = '']) => base);
  expect(bases).toHaveLength(2);
  const major = (await read('.nvmrc')).trim();
  for (const base of bases) expect(base).toMatch(new RegExp(`node(js)?(${major}-|:${major}-)`));
  expect(bases.filter((base) => /:latest|:[^/]*@|^[^:]*$/.test(base))).toEqual([]);
});
