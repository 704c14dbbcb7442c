import { readFile, readdir, readlink } from 'node:fs/promises';

/** The program that listens on a TCP port. */
export interface PortHolder {
  pid: number;
  command: string;
}

const listening = '0A';

/**
 * Finds out who listens on a port, where that costs nothing: in Linux's /proc, for processes that we may look into.
 *
 * Format of /proc/net/tcp: https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  if (process.platform !== 'linux') return undefined;
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readOrEmpty));
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = tables
    .flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    .filter(([, local, , state]) => state === listening && local?.endsWith(suffix))
    .map((columns) => `socket:[${columns[9] ?? ''}]`);
  if (sockets.length === 0) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (await holdsAny(pid, sockets)) {
      return { pid: Number(pid), command: (await readOrEmpty(`/proc/${pid}/comm`)).trim() };
    }
  }
  return undefined;
}

async function holdsAny(pid: string, sockets: readonly string[]): Promise<boolean> {
  const directory = `/proc/${pid}/fd`;
  const descriptors = await readdir(directory).catch(() => []);
  const targets = await Promise.all(descriptors.map((fd) => readlink(`${directory}/${fd}`).catch(() => '')));
  return targets.some((target) => sockets.includes(target));
}

async function readOrEmpty(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
