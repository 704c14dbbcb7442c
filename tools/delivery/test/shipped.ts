import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { deliver, digest } from './deliver.ts';
import { git } from './template.ts';

/** Writes what a shop in miniature has become when catalog 0.1.0 is released, and is in dev and preprod. */
export async function writeShipped(template: string, directory: string): Promise<void> {
  await cp(template, directory, { recursive: true });
  const work = join(directory, 'work');
  for (const args of [
    `release catalog --repository ghcr.io/foldline/catalog --digest ${digest(1)}`,
    'deploy catalog --version 0.1.0',
    'promote catalog --to preprod',
  ]) {
    const { code, stderr } = await deliver(work, args.split(' '));
    if (code !== 0) throw new Error(`The template could not be shipped: ${stderr}`);
  }
  await git(work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
  for (const repository of [work, join(directory, 'origin.git')]) await git(repository, 'gc', '--quiet');
}
