import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { Git } from './git.ts';

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
export function withScratchRepository<Result>(
  { env, settings = [], objects }: ScratchOptions,
  work: (git: Git) => Promise<Result>,
): Promise<Result> {
  return withTemporaryFolder('foldline-delivery-', async (directory) => {
    const git = new Git(directory, env, settings);
    await git.text(['init', '--quiet', '--bare', '--initial-branch=scratch', '--template=', '.']);
    if (objects !== undefined) {
      await writeFile(join(directory, 'objects', 'info', 'alternates'), `${objects}\n`);
    }
    return work(git);
  });
}
