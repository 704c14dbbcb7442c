import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../src/main.ts';
import { findHelm } from './helm.ts';
import { git, gitEnvironment } from './template.ts';

/** A folder for all that is temporary, to see what stays in it. */
async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'delivery-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const bin = join(import.meta.dirname, '..', 'bin', 'delivery.mjs');

test('the whole story is told, chapter by chapter, and its repositories stay only when they are kept', async () => {
  const folder = await emptyFolder();
  let told = '';
  let pauses = 0;
  const code = await main(['rehearse', '--step', '--keep'], {
    directory: folder,
    env: { ...gitEnvironment, HELM: await findHelm() },
    stdout: (text) => (told += text),
    stderr: (text) => (told += text),
    returnKey() {
      pauses++;
      return Promise.resolve();
    },
  });
  expect(told).toMatch(
    /1\. A feature and a fix\n[^]*2\. Two services race[^]*3\. dev[^]*4\. preprod[^]*5\. A pull request[^]*6\. prod[^]*7\. A bad release is stopped[^]*8\. A rollback, and a fix/,
  );
  expect(code).toBe(0);
  expect(pauses).toBe(7);
  const kept = /stay in (.*): shop\.git/.exec(told)?.[1] ?? '';
  onTestFinished(() => rm(kept, { recursive: true, force: true }));
  const origin = join(kept, 'shop.git');
  expect(await git(origin, 'tag')).toBe(
    ['0.1.0', '0.2.0', '0.3.0', '0.3.1'].map((version) => `catalog-v${version}\n`).join('') +
      'voting-v0.1.0\nvoting-v0.1.1',
  );
  const prod = await git(origin, 'cat-file', 'blob', 'main:env-repo/envs/prod/catalog/release.yaml');
  expect(prod).toContain("version: '0.3.1'");
});

test('Ctrl-C leaves nothing behind', async () => {
  const folder = await emptyFolder();
  const child = spawn(process.execPath, [bin, 'rehearse', '--step', '--keep'], {
    cwd: folder,
    env: { ...gitEnvironment, TMPDIR: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let told = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    told += String(text);
    if (told.includes('Press the return key')) break;
  }
  expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^foldline-rehearsal-/));
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  const stays = (await readdir(folder)).filter((name) => name.startsWith('foldline-'));
  expect(stays).toEqual([]);
});
