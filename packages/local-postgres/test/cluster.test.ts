import { spawn } from 'node:child_process';
import { readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openCluster } from '../src/cluster.ts';
import type { Cluster } from '../src/cluster.ts';
import { withClient } from '../src/databases.ts';
import { clusterFiles } from '../src/initialise-cluster.ts';
import { clusterFolder, killServer, madeCluster, serverPid } from './cluster-folder.ts';
import { runFixture } from './run-fixture.ts';

async function open(directory: string, preferredPort = 0): Promise<Cluster> {
  return openCluster({ directory, preferredPort, log: () => undefined });
}

async function queryValue(url: string, sql: string): Promise<unknown> {
  const { rows } = await withClient(url, (client) => client.query<{ value: unknown }>(sql));
  return rows[0]?.value;
}

describe('a new cluster', () => {
  test('sorts and folds text the same way on every machine, in UTF-8', async () => {
    const cluster = await open(await clusterFolder());
    const url = await cluster.database('shop');

    const sql =
      "SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale, lower('ÉCLAIR'), 'a' > 'Z') " +
      'AS value FROM pg_database WHERE datname = current_database()';
    expect(await queryValue(url, sql)).toBe('UTF8 b C.UTF-8 éclair t');
    await cluster.close();
  });

  test('asks for the password, which only its owner can read', async () => {
    const directory = await clusterFolder();
    const cluster = await open(directory);
    const url = new URL(await cluster.database('shop'));

    url.password = 'guess';
    await expect(withClient(url.href, () => Promise.resolve())).rejects.toThrow(/password/);

    const { mode } = await stat(clusterFiles(directory).password);
    expect(mode & 0o777).toBe(0o600);
    await cluster.close();
  });

  test('is one cluster when two processes make it at once', async () => {
    const directory = await clusterFolder();

    const users = [runFixture('use-cluster.ts', [directory]), runFixture('use-cluster.ts', [directory])];
    const [one, other] = await Promise.all(users.map((user) => user.next()));

    expect(one?.['url']).toBe(other?.['url']);
  });
});

describe('opening again', () => {
  test('finds the data of the last time', async () => {
    const directory = await madeCluster();
    const first = await open(directory);
    await withClient(await first.database('shop'), (client) =>
      client.query('CREATE TABLE votes AS SELECT 7 AS n'),
    );
    await first.close();

    const second = await open(directory);

    expect(await queryValue(await second.database('shop'), 'SELECT n AS value FROM votes')).toBe(7);
    await second.close();
  });

  test('adopts the server that a killed process left running', async () => {
    const directory = await madeCluster();
    const killed = runFixture('use-cluster.ts', [directory]);
    const { port } = await killed.next();
    const pid = await serverPid(directory);
    killed.child.kill('SIGKILL');
    await killed.exited;

    const cluster = await open(directory);

    expect(cluster.port).toBe(port);
    expect(await serverPid(directory)).toBe(pid);
    expect(await cluster.close()).toBe(true);
  });

  test('starts a new server when everything was killed, and nothing acknowledged is lost', async () => {
    const directory = await madeCluster();
    const killed = runFixture('use-cluster.ts', [directory]);
    const { url } = await killed.next();
    await withClient(String(url), (client) => client.query('CREATE TABLE votes AS SELECT 7 AS n'));
    killed.child.kill('SIGKILL');
    await killServer(directory);

    const cluster = await open(directory);

    expect(await queryValue(await cluster.database('shop'), 'SELECT n AS value FROM votes')).toBe(7);
    await cluster.close();
  });

  test('is not kept from it by the empty lock file of a server that was killed early', async () => {
    const directory = await madeCluster();
    const lockFile = join(clusterFiles(directory).data, 'postmaster.pid');
    await writeFile(lockFile, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lockFile, longAgo, longAgo);

    const cluster = await open(directory);

    expect(await cluster.close()).toBe(true);
  });

  test.skipIf(process.platform === 'win32')(
    'is not kept from it by a lock file whose process is another program by now',
    async () => {
      const directory = await madeCluster();
      const { data } = clusterFiles(directory);
      // PostgreSQL is cautious about processes of its own user only.
      const { uid } = await stat(data);
      const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid } : {});
      onTestFinished(() => {
        other.kill();
      });
      await writeFile(
        join(data, 'postmaster.pid'),
        `${other.pid ?? 0}\n${data}\n1767225600\n5432\n\n127.0.0.1\n\nready\n`,
      );

      const cluster = await open(directory);

      expect(await serverPid(directory)).not.toBe(other.pid);
      await cluster.close();
    },
  );
});

describe('several users', () => {
  test('the last one out stops the server', async () => {
    const directory = await madeCluster();
    const other = runFixture('use-cluster.ts', [directory]);
    const { url } = await other.next();
    const cluster = await open(directory);

    expect(await cluster.close()).toBe(false);
    expect(await queryValue(String(url), 'SELECT 1 AS value')).toBe(1);

    other.finish();
    expect(await other.next()).toEqual({ stopped: true });
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('a killed one does not count', async () => {
    const directory = await madeCluster();
    const cluster = await open(directory);
    const killed = runFixture('use-cluster.ts', [directory]);
    await killed.next();
    killed.child.kill('SIGKILL');
    await killed.exited;

    const url = await cluster.database('shop');
    // The server notices the end of a session a moment after the operating system does.
    await expect
      .poll(() => queryValue(url, "SELECT count(*)::int AS value FROM pg_locks WHERE locktype = 'advisory'"))
      .toBe(1);

    expect(await cluster.close()).toBe(true);
  });

  test('one that comes while another is just starting the server waits for that', async () => {
    const directory = await madeCluster();
    // As it is between PostgreSQL's making it and its writing it.
    const lockFile = join(clusterFiles(directory).data, 'postmaster.pid');
    await writeFile(lockFile, '');
    setTimeout(() => void unlink(lockFile), 1_000);

    const cluster = await open(directory);

    expect(await cluster.close()).toBe(true);
  });

  test('all leaving at once leave no server behind', async () => {
    const directory = await madeCluster();
    const users = Array.from({ length: 3 }, () => runFixture('use-cluster.ts', [directory]));
    const opened = await Promise.all(users.map((user) => user.next()));
    expect(opened.filter(({ error }) => error !== undefined)).toEqual([]);

    for (const user of users) user.finish();
    const answers = await Promise.all(users.map((user) => user.next()));

    expect(answers).toContainEqual({ stopped: true });
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('one that comes while the last leaves gets a server that stays', async () => {
    const directory = await madeCluster();
    const leaving = await open(directory);

    const [, cluster] = await Promise.all([leaving.close(), open(directory)]);

    expect(await queryValue(await cluster.database('shop'), 'SELECT 1 AS value')).toBe(1);
    await cluster.close();
  });

  test('learn when the server ends beneath them', async () => {
    const directory = await madeCluster();
    const cluster = await open(directory);

    await killServer(directory);

    await cluster.lost;
    await cluster.close();
  });
});

test('a taken port is left to its owner', async () => {
  const owner = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    owner.close();
  });
  await once(owner, 'listening');
  const { port } = owner.address() as { port: number };

  const cluster = await open(await madeCluster(), port);

  expect(cluster.port).not.toBe(port);
  await cluster.close();
});

describe('a cluster that cannot be opened says what to do', () => {
  test('when its data are of another PostgreSQL', async () => {
    const directory = await madeCluster();
    await writeFile(join(clusterFiles(directory).data, 'PG_VERSION'), '17\n');

    await expect(open(directory)).rejects.toThrow(
      /holds data of PostgreSQL 17, and PostgreSQL 18 is installed. Move the folder away/,
    );
  });

  test('when its password is missing', async () => {
    const directory = await madeCluster();
    await unlink(clusterFiles(directory).password);

    await expect(open(directory)).rejects.toThrow(/password is missing. Restore it, or move/);
  });

  test('when its password is another, and its server runs no longer', async () => {
    const directory = await madeCluster();
    await writeFile(clusterFiles(directory).password, 'guess\n');

    await expect(open(directory)).rejects.toThrow(
      /refuses the password in .*password. Restore that file, or move/,
    );
    expect(await serverPid(directory)).toBeUndefined();
  });

  test('when its server does not start, with the end of the log', async () => {
    const directory = await madeCluster();
    const file = join(clusterFiles(directory).data, 'postgresql.conf');
    await writeFile(file, `${await readFile(file, 'utf8')}\nno_such_setting = 1\n`);

    await expect(open(directory)).rejects.toThrow(/PostgreSQL did not start[^]*no_such_setting/);
  });
});
