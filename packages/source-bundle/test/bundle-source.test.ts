import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { bundleSource } from '../src/bundle-source.mjs';

let root: string;
let script: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'source bundle ')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  script = join(root, 'service', 'src', 'server.ts');
  await write(
    'node_modules/paper/package.json',
    '{ "name": "paper", "type": "module", "exports": "./paper.js" }',
  );
  await write('node_modules/paper/paper.js', 'export const where = import.meta.url;');
});

async function write(file: string, content: string): Promise<void> {
  await mkdir(join(root, file, '..'), { recursive: true });
  await writeFile(join(root, file), content);
}

function run(file: string): { stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['--enable-source-maps', file], { encoding: 'utf8' });
}

test('it is TypeScript that runs, beside installed packages that stay where they are', async () => {
  await write('service/src/fold.ts', 'export const fold = (times: number): string => `fold ${times}`;');
  await write(
    'service/src/server.ts',
    `import { where } from 'paper';
     import { fold } from './fold.ts';
     console.log(JSON.stringify([fold(2), where, new URL('..', import.meta.url).pathname]));`,
  );
  const [fold, where, folder] = JSON.parse(run(await bundleSource(script)).stdout) as string[];
  expect(fold).toBe('fold 2');
  expect(where).toMatch(/\/node_modules\/paper\/paper\.js$/);
  expect(folder).toMatch(/\/service\/$/);
});

test('a whole one needs nothing installed, of either module system', async () => {
  await write('node_modules/old-paper/package.json', '{ "name": "old-paper" }');
  await write(
    'node_modules/old-paper/index.js',
    "exports.sheets = require('node:path').basename('/paper/sheets');",
  );
  await write(
    'service/src/server.ts',
    "import { sheets } from 'old-paper';\nimport { where } from 'paper';\nconsole.log(sheets, where);",
  );
  const file = await bundleSource(script, { isWhole: true });
  await rm(join(root, 'node_modules'), { recursive: true });
  expect(run(file).stdout).toMatch(/^sheets file:.*\/dist\/whole-server\.mjs\n$/);
});

test('a stack trace speaks of the source', async () => {
  await write('service/src/server.ts', "\n\ninterface Fold {}\nthrow new Error('torn');\n");
  expect(run(await bundleSource(script)).stderr).toContain(`${script}:4:`);
});

test.each([
  ['what does not compile', '\nthis is ( no TypeScript\n', /server\.ts:2:\d+: ERROR: Expected/],
  ['an import that is not there', "import 'scissors';\n", /server\.ts:1:7: ERROR: .*"scissors"/],
])('%s is named with its place, and leaves no file', async (_, source, message) => {
  await write('service/src/server.ts', source);
  await expect(bundleSource(script)).rejects.toThrow(message);
  expect(
    await readdir(join(root, 'service')).then((names) => names.filter((name) => name !== 'src')),
  ).toEqual([]);
});

test('bundled many times at once, there is one whole file', async () => {
  await write('service/src/server.ts', "console.log('whole');");
  const files = await Promise.all(Array.from({ length: 8 }, () => bundleSource(script)));
  expect(await readdir(join(root, 'service', 'dist'))).toEqual(['source-server.mjs']);
  expect(run(files[0] ?? '').stdout).toBe('whole\n');
});
