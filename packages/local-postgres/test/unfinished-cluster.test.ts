import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openCluster } from '../src/cluster.ts';
import { clusterFolder } from './cluster-folder.ts';

test('what a killed initialisation left beside the cluster is removed', async () => {
  const directory = await clusterFolder();
  const gone = spawn(process.execPath, ['--version']);
  await once(gone, 'exit');
  const abandoned = `${directory}.init-${gone.pid ?? 0}-1234`;
  const atWork = `${directory}.init-${process.pid}-1234`;
  await Promise.all([abandoned, atWork].map((path) => mkdir(join(path, 'data'), { recursive: true })));

  const cluster = await openCluster({ directory, preferredPort: 0, log: () => undefined });
  await cluster.close();

  expect((await readdir(dirname(directory))).sort()).toEqual(['postgres', basename(atWork)]);
});

test('half a cluster is set aside, said so, and replaced', async () => {
  const directory = await clusterFolder();
  await mkdir(join(directory, 'data'), { recursive: true });
  await writeFile(join(directory, 'data', 'PG_VERSION'), '18\n');
  const messages: string[] = [];

  const cluster = await openCluster({
    directory,
    preferredPort: 0,
    log(message) {
      messages.push(message);
    },
  });
  await cluster.close();

  const [, aside] = (await readdir(dirname(directory))).sort();
  expect(aside).toMatch(/^postgres\.incomplete-\d+$/);
  expect(messages).toEqual([expect.stringContaining(String(aside))]);
});
