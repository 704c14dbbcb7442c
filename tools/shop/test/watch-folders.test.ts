import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchFolders } from '../src/watch-folders.ts';

/** A watched folder with the file `pages/home.ts`, and a way to wait for what a change of it calls. */
async function watchedFolder(): Promise<{
  folder: string;
  pages: string;
  file: string;
  afterwards: (change: () => Promise<unknown>) => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'foldline-watch-'));
  const pages = join(folder, 'pages');
  const file = join(pages, 'home.ts');
  await mkdir(pages);
  await writeFile(file, '');
  let calls = 0;
  const watch = watchFolders([folder], () => {
    calls += 1;
  });
  onTestFinished(async () => {
    watch.close();
    await rm(folder, { recursive: true });
  });
  return {
    folder,
    pages,
    file,
    async afterwards(change) {
      const before = calls;
      await change();
      await expect.poll(() => calls).toBeGreaterThan(before);
    },
  };
}

test('a file that is rewritten, and one that an editor replaces, again and again', async () => {
  const { file, afterwards } = await watchedFolder();

  await afterwards(() => writeFile(file, 'export {};\n'));
  for (let round = 0; round < 2; round += 1) {
    await writeFile(`${file}~`, 'export {};\n');
    await afterwards(() => rename(`${file}~`, file));
  }
});

test('a new folder, and a file in it', async () => {
  const { folder, afterwards } = await watchedFolder();
  const styles = join(folder, 'styles', 'parts');

  await afterwards(() => mkdir(styles, { recursive: true }));
  await afterwards(() => writeFile(join(styles, 'fold.css'), ''));
});

test('a folder that was removed and comes back', async () => {
  const { pages, file, afterwards } = await watchedFolder();

  await afterwards(() => rm(pages, { recursive: true }));
  await afterwards(() => mkdir(pages));
  await afterwards(() => writeFile(file, ''));
});

test('a folder that another one takes the place of', async () => {
  const { folder, pages, file, afterwards } = await watchedFolder();
  const other = join(folder, '.other');
  await mkdir(other);

  await afterwards(async () => {
    await rename(pages, join(folder, '.former'));
    await rename(other, pages);
  });
  await afterwards(() => writeFile(file, ''));
});
