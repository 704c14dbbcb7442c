import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keptCookieSecret } from '../src/cookie-secret.ts';

/** A path at which nothing is yet. */
async function dataDirectory(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'foldline-secret-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  return join(parent, '.data');
}

test('it is the same from run to run, and for its owner only', async () => {
  const directory = await dataDirectory();

  const secret = await keptCookieSecret(directory);

  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await keptCookieSecret(directory)).toBe(secret);
  expect((await stat(join(directory, 'cookie-secret'))).mode & 0o777).toBe(0o600);
});

test('runs that begin at once agree on it, and leave nothing else behind', async () => {
  const directory = await dataDirectory();

  const secrets = await Promise.all(Array.from({ length: 8 }, () => keptCookieSecret(directory)));

  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(directory)).toEqual(['cookie-secret']);
});

test('an empty one is replaced', async () => {
  const directory = await dataDirectory();
  await keptCookieSecret(directory);
  const file = join(directory, 'cookie-secret');
  await writeFile(file, '\n');

  const secret = await keptCookieSecret(directory);

  expect(secret).toMatch(/^[\w-]{43}$/);
  expect(await readFile(file, 'utf8')).toBe(`${secret}\n`);
});

test('where it cannot be kept, a sentence says what to do', async () => {
  const directory = await dataDirectory();
  await writeFile(directory, 'a file in the place of the folder');

  await expect(keptCookieSecret(directory)).rejects.toMatchObject({
    isPlain: true,
    message: expect.stringContaining(`Make ${directory} a folder in which this user can`) as unknown,
  });
});
