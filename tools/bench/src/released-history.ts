import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { shopFiles } from '@foldline/delivery/rehearsal/shop-files';

const person = 'developer <developer@foldline.invalid>';

/** The environment of a person who has never told git anything. */
export const gitEnvironment = {
  ...process.env,
  HOME: devNull,
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'developer',
  GIT_AUTHOR_EMAIL: 'developer@foldline.invalid',
  GIT_COMMITTER_NAME: 'developer',
  GIT_COMMITTER_EMAIL: 'developer@foldline.invalid',
};

/** Runs git, and waits for its end. */
export async function git(directory: string, ...args: string[]): Promise<void> {
  await promisify(execFile)('git', args, { cwd: directory, env: gitEnvironment });
}

/**
 * Makes a bare repository with a small shop whose catalog was released at the first commit, and a clone of it.
 *
 * @param commits how many came since then; every second one is a fix of catalog
 * @returns the folder of the clone
 */
export async function releasedHistory(directory: string, name: string, commits: number): Promise<string> {
  await git(directory, 'init', '--quiet', '--bare', '--template=', '--initial-branch=main', `${name}.git`);
  const fastImport = spawn('git', ['fast-import', '--quiet'], {
    cwd: path.join(directory, `${name}.git`),
    env: gitEnvironment,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  fastImport.stdin.end(stream(commits));
  const [code] = (await once(fastImport, 'close')) as [number | null];
  if (code !== 0) throw new Error(`git fast-import has ended with ${code}.`);
  await git(directory, 'clone', '--quiet', `${name}.git`, name);
  return path.join(directory, name);
}

// What git fast-import reads: https://git-scm.com/docs/git-fast-import
function stream(commits: number): string {
  const start = Math.floor(Date.now() / 1000) - commits;
  const first = Object.entries(shopFiles()).map(([file, content]) => change(file, content));
  return [
    commit(start, 'feat: a shop', 'mark :1\n', first.join('')),
    ...Array.from({ length: commits }, (_, index) =>
      index % 2 === 0
        ? commit(start + index, `fix(catalog): ${index}`, '', change('services/catalog/number', `${index}\n`))
        : commit(start + index, `docs: ${index}`, '', change('README.md', `${index}\n`)),
    ),
    `tag catalog-v0.1.0\nfrom :1\ntagger ${person} ${start} +0000\n${data('catalog 0.1.0')}`,
  ].join('');
}

function commit(seconds: number, message: string, mark: string, changes: string): string {
  return `commit refs/heads/main\n${mark}committer ${person} ${seconds} +0000\n${data(message)}${changes}\n`;
}

function change(file: string, content: string): string {
  return `M 100644 inline ${file}\n${data(content)}`;
}

function data(content: string): string {
  return `data ${Buffer.byteLength(content)}\n${content}\n`;
}
