import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { bundle } from '../src/bundle.ts';

const server = `import { fold } from '@maker/folding';
interface Paper { sheets: number }

export function refuse(paper: Paper): never {
  throw new Error(\`No \${paper.sheets} sheets.\`);
}

for (const work of [() => refuse({ sheets: 3 }), () => fold(undefined)]) {
  try {
    work();
  } catch (error) {
    console.log((error as Error).stack);
  }
}
`;
const dependency = `// A comment, so that the code below is not in the first line.
exports.fold = function fold(paper) {
  return paper.sheets;
};
try {
  require('supports-color');
} catch {
  console.log('without colours');
}
`;

/** A service in a folder of its own, with one dependency. */
async function service(): Promise<{ entry: string; outfile: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foldline-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = {
    'src/server.ts': server,
    'node_modules/@maker/folding/package.json': '{ "name": "@maker/folding", "version": "1.0.0" }',
    'node_modules/@maker/folding/index.js': dependency,
    'node_modules/supports-color/index.js': "console.log('in colours');",
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return { entry: path.join(folder, 'src', 'server.ts'), outfile: path.join(folder, 'dist', 'server.mjs') };
}

test('a stack trace names the TypeScript line, and the file of a dependency', async () => {
  const { entry, outfile } = await service();
  await bundle(entry, outfile);
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', outfile]);
  expect(stdout).toContain(`refuse (${entry}:5:`);
  expect(stdout).toMatch(/fold \(.*node_modules.@maker.folding.index\.js:1:/);
  expect(stdout).not.toContain('server.mjs');
});

test('the same sources give the same bytes in another folder', async () => {
  const made = await Promise.all(
    [await service(), await service()].map(async ({ entry, outfile }) => {
      await bundle(entry, outfile);
      return Promise.all([readFile(outfile, 'utf8'), readFile(`${outfile}.map`, 'utf8')]);
    }),
  );
  expect(made[0]).toEqual(made[1]);
});

test('what is installed beside a service by chance stays out of its bundle', async () => {
  const { entry, outfile } = await service();
  await bundle(entry, outfile);
  expect(await readFile(outfile, 'utf8')).not.toContain('in colours');
});
