import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commit that is checked out, or `undefined` where there is no git, no repository or no commit. */
export async function gitCommit(root: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root, timeout: 5_000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
