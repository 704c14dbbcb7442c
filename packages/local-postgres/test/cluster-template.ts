import { execFile } from 'node:child_process';
import { appendFile, chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clusterFiles, initialiseCluster } from '../src/initialise-cluster.ts';
import { reachableBinaries } from '../src/reachable-binaries.ts';
import { chooseServerAccount } from '../src/server-account.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of a cluster that was never started. */
    clusterTemplate: string;
  }
}

/** Makes a cluster to be copied: a copy takes a tenth of the time. Its server does not wait for the disk. */
export async function makeClusterTemplate(): Promise<{ directory: string; remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'foldline-template-'));
  await chmod(parent, 0o755);
  const directory = join(parent, 'postgres');
  const account = await chooseServerAccount(directory);
  await initialiseCluster(directory, {
    binaries: await reachableBinaries(account),
    account,
    durable: false,
  });
  await appendFile(join(clusterFiles(directory).data, 'postgresql.conf'), 'fsync = off\n');
  return { directory, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** Copies a cluster whose server does not run. */
export async function copyCluster(from: string, to: string): Promise<void> {
  // Node.js's own copy belongs to whoever makes it; with the other one, root's stays that of the server's user.
  if (process.platform === 'win32') await cp(from, to, { recursive: true });
  else await promisify(execFile)('cp', ['-Rp', from, to]);
}
