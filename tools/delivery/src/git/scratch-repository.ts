import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './git.ts';

/** The folders to remove should the process end before their use does. */
const inUse = new Set<string>();
process.once('exit', () => {
  for (const directory of inUse) rmSync(directory, { recursive: true, force: true });
});

export interface ScratchOptions {
  env: NodeJS.ProcessEnv;
  /** More settings of git, such as a header with credentials. */
  settings?: readonly [string, string][];
  /** Folder of objects of a repository that need not be fetched again. It is read only. */
  objects?: string;
}

/**
 * Works in a bare repository that is thrown away in the end: whatever happens, the repository of the person who runs the
 * command stays as it is, and nothing is published but by one push.
 */
export async function withScratchRepository<Result>(
  { env, settings = [], objects }: ScratchOptions,
  work: (git: Git) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'foldline-delivery-'));
  inUse.add(directory);
  try {
    const git = new Git(directory, env, settings);
    await git.text(['init', '--quiet', '--bare', '--initial-branch=scratch', '--template=', '.']);
    if (objects !== undefined) {
      await writeFile(join(directory, 'objects', 'info', 'alternates'), `${objects}\n`);
    }
    return await work(git);
  } finally {
    await rm(directory, { recursive: true, force: true });
    inUse.delete(directory);
  }
}
