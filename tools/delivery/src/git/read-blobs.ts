import type { Git } from './git.ts';

/**
 * Reads many files with one process.
 *
 * @param names such as `HEAD:package.json`, without newlines
 * @returns the contents in the order of the names; `undefined` for what is not there or is no file
 */
export async function readBlobs(git: Git, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  if (names.length === 0) return [];
  const output = await git.bytes(['cat-file', '--batch'], {
    input: names.map((name) => `${name}\n`).join(''),
  });
  let at = 0;
  return names.map(() => {
    const endOfLine = output.indexOf('\n', at);
    const [, type, size] = output.subarray(at, endOfLine).toString().split(' ');
    const isThere = /^\d+$/.test(size ?? '');
    const start = endOfLine + 1;
    const end = isThere ? start + Number(size) : start;
    at = isThere ? end + 1 : start;
    return isThere && type === 'blob' ? output.subarray(start, end) : undefined;
  });
}
