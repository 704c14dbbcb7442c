import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders to remove should the process end before their use does. */
const inUse = new Set<string>();
process.once('exit', () => {
  // A program that was ended a moment ago may still write a file.
  for (const folder of inUse) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
});

export interface TemporaryFolderOptions {
  /** Whether the folder stays when the work is done. When the process is ended before, it does not. */
  keep?: boolean;
}

/** Works in a folder that is removed in the end, whatever happens. */
export async function withTemporaryFolder<Result>(
  prefix: string,
  work: (folder: string) => Promise<Result>,
  { keep = false }: TemporaryFolderOptions = {},
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  inUse.add(folder);
  try {
    return await work(folder);
  } finally {
    if (!keep) await rm(folder, { recursive: true, force: true });
    inUse.delete(folder);
  }
}
