import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { promisify } from 'node:util';
import { hasCode } from './error-code.ts';

/** Whether any process has this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists and belongs to another user.
    return hasCode(error, 'EPERM');
  }
}

/**
 * Whether a process is a PostgreSQL server on these data.
 *
 * After a restart of the machine, or in a container, the id that a killed server left in its lock file is often
 * that of another program. PostgreSQL then refuses to start, out of caution.
 */
export async function isServerOn(dataDirectory: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return isWorkingDirectory(dataDirectory, pid);
  const description =
    process.platform === 'win32'
      ? await outputOf('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])
      : await outputOf('ps', ['-p', String(pid), '-o', 'command=']);
  return description.includes('postgres');
}

/** A PostgreSQL server's working directory is its data directory. */
async function isWorkingDirectory(dataDirectory: string, pid: number): Promise<boolean> {
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dataDirectory));
  } catch (error) {
    // In most containers root may not look at the processes of another user, which its server is.
    if (hasCode(error, 'EACCES', 'EPERM')) return isArgument(dataDirectory, pid);
    if (hasCode(error, 'ENOENT', 'ESRCH')) return false;
    throw error;
  }
}

/** A PostgreSQL server is started with `-D` and its data directory. */
async function isArgument(dataDirectory: string, pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').includes(dataDirectory);
  } catch (error) {
    // Gone meanwhile.
    if (hasCode(error, 'ENOENT', 'ESRCH')) return false;
    throw error;
  }
}

async function outputOf(program: string, args: string[]): Promise<string> {
  try {
    return (await promisify(execFile)(program, args, { timeout: 5_000, windowsHide: true })).stdout;
  } catch {
    // ps ends with code 1 when there is no such process.
    return '';
  }
}
