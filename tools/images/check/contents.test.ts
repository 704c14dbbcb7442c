import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { imageName } from '../src/build-image.ts';
import { addedFiles, baseImage, imageConfig, imageFiles } from '../src/image-facts.ts';
import { pack } from '../src/pack.ts';
import { imageSources } from '../src/services.ts';

const engine = inject('engine');
const { source, commit } = inject('provenance');
const services = await imageSources();
const maxBytesOverBase = 10_000_000;

/** The content of a folder: a hash for each file, by its path below the folder. */
async function hashes(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async (entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const hash = createHash('sha256').update(await readFile(file));
        return [path.relative(folder, file).replaceAll('\\', '/'), hash.digest('hex')] as const;
      }),
    ),
  );
}

describe.each(services)('the image of $name', (service) => {
  const image = imageName(service.name);

  test('says what it is and how it runs', async () => {
    const config = await imageConfig(engine, image);
    expect(config).toMatchObject({
      User: '65532:65532',
      Entrypoint: ['/nodejs/bin/node', '--enable-source-maps', 'dist/server.mjs'],
      Cmd: ['serve'],
      Labels: {
        'org.opencontainers.image.title': `foldline-${service.name}`,
        'org.opencontainers.image.source': source,
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.licenses': 'Apache-2.0',
      },
    });
    const created = config.Labels['org.opencontainers.image.created'] ?? '';
    expect(created).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(config.Env).toEqual(expect.arrayContaining([`COMMIT=${commit}`, `BUILT_AT=${created}`]));
    // The version is handed over by whoever deploys: the same image becomes a version after it was tested.
    expect(config.Env.filter((entry) => entry.startsWith('VERSION='))).toEqual([]);
  });

  test('adds to its base what this checkout gives, byte for byte, and little of it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'foldline-pack-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await pack(service, folder);
    const added = await addedFiles(engine, image, baseImage(await imageConfig(engine, image)));
    const inImage = added.map((file) => [file.path.replace(/^\/app\//, ''), file.sha256]);
    expect(Object.fromEntries(inImage)).toEqual(await hashes(folder));
    const bytes = added.reduce((sum, file) => sum + file.size, 0);
    expect(bytes).toBeLessThanOrEqual(maxBytesOverBase);
  });

  test('holds one program, Node.js, and neither sources nor anything to install with', async () => {
    const files = await imageFiles(engine, image);
    const programs = files.filter((file) => file.isExecutable && !/\.so(\.|$)/.test(file.path));
    expect(programs.map((file) => file.path).filter((file) => /\/s?bin\//.test(file))).toEqual([
      '/nodejs/bin/node',
    ]);
    const ours = files.map((file) => file.path).filter((file) => file.startsWith('/app/'));
    const packages = ours.flatMap((file) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
    expect([...new Set(packages)].filter((name) => name !== '@fastify/swagger-ui')).toEqual([]);
    expect(ours.filter((file) => /\.(ts|tsx|prisma|node)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\/(npm|npx|sh|bash|postgres|pg_ctl)$/.test(file.path))).toEqual([]);
  });
});
