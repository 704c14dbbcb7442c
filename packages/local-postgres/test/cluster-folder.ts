import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { clusterFiles } from '../src/initialise-cluster.ts';
import { copyCluster } from './cluster-template.ts';

/** A path for a cluster, with a space in it, that is removed with its server after the test. */
export async function clusterFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'foldline cluster '));
  await chmod(parent, 0o755);
  const directory = join(parent, 'postgres');
  onTestFinished(async () => {
    await killServer(directory);
    await rm(parent, { recursive: true, force: true, maxRetries: 10 });
  });
  return directory;
}

/** The folder of a cluster that was made before, with a space in its path; it goes the same way. */
export async function madeCluster(): Promise<string> {
  const directory = await clusterFolder();
  await copyCluster(inject('clusterTemplate'), directory);
  return directory;
}

/** Kills a cluster's server without giving it a chance to clean up. */
export async function killServer(directory: string): Promise<void> {
  const pid = await serverPid(directory);
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Only the file of an earlier one was there.
  }
}

/** The process id in the server's lock file. */
export async function serverPid(directory: string): Promise<number | undefined> {
  const file = join(clusterFiles(directory).data, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  return text === '' ? undefined : Number.parseInt(text, 10);
}
