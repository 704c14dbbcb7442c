import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The tests' cluster has a Gitea among its programs, packed. */
const kit = join(import.meta.dirname, '../../../../shared/cluster/gitops/bin');

/** A Gitea that runs, with an administrator. */
export interface GiteaServer {
  url: string;
  user: string;
  token: string;
  stop: () => Promise<void>;
}

/**
 * Starts a Gitea of our own. `GITEA_KIT` names a folder with `gitea.xz` and `gitea-static.tar.xz`.
 *
 * @returns `undefined` where there is none, which `REQUIRE_GITEA=1` makes a failure
 */
export async function startGitea(): Promise<GiteaServer | undefined> {
  const folder = process.env['GITEA_KIT'] ?? kit;
  if (!existsSync(join(folder, 'gitea.xz'))) {
    const message = `There is no gitea.xz in ${folder}, so nothing is tried with a real Gitea. Set GITEA_KIT to a folder that has it.`;
    if (process.env['REQUIRE_GITEA'] === '1') throw new Error(message);
    process.stderr.write(`delivery: ${message}\n`);
    return undefined;
  }
  const home = await mkdtemp(join(tmpdir(), 'delivery-gitea-'));
  try {
    await unpack(folder, home);
    return await start(home);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function unpack(folder: string, home: string): Promise<void> {
  await mkdir(join(home, 'static'));
  const script =
    'xz -dc "$1/gitea.xz" >gitea && chmod +x gitea && tar -C static --strip-components=1 -xJf "$1/gitea-static.tar.xz"';
  await run('sh', ['-c', script, 'sh', folder], { cwd: home });
}

async function start(home: string): Promise<GiteaServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(home, 'app.ini');
  await writeFile(config, settings(home, url, port, userInfo().username));
  const program = join(home, 'gitea');
  const options = { env: { PATH: process.env['PATH'], HOME: home, GITEA_WORK_DIR: home }, cwd: home };
  await run(program, ['--config', config, 'migrate'], options);
  const { stdout } = await run(
    program,
    [
      ...[
        '--config',
        config,
        'admin',
        'user',
        'create',
        '--admin',
        '--username',
        'ada',
        '--email',
        'ada@example.com',
      ],
      ...['--random-password', '--must-change-password=false', '--access-token'],
    ],
    options,
  );
  const token = /token was successfully created\.* ([0-9a-f]{40})/.exec(stdout)?.[1];
  if (token === undefined) throw new Error(`Gitea has made no token: ${stdout}`);
  const child = spawn(program, ['--config', config, 'web'], { ...options, stdio: 'ignore' });
  const exited = once(child, 'exit');
  process.once('exit', () => child.kill('SIGKILL'));
  while (!(await isUp(url))) {
    if (child.exitCode !== null) throw new Error(`Gitea does not run at ${url}.`);
    await setTimeout(50);
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    await rm(home, { recursive: true, force: true });
  };
  return { url, user: 'ada', token, stop };
}

async function isUp(url: string): Promise<boolean> {
  return fetch(`${url}/api/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function settings(home: string, url: string, port: number, user: string): string {
  return `RUN_MODE = prod
RUN_USER = ${user}
WORK_PATH = ${home}
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = ${url}/
STATIC_ROOT_PATH = ${join(home, 'static')}
DISABLE_SSH = true
OFFLINE_MODE = true
LFS_START_SERVER = false
[database]
DB_TYPE = sqlite3
PATH = ${join(home, 'gitea.db')}
[security]
INSTALL_LOCK = true
SECRET_KEY = for-tests-only-for-tests-only-for-tests
INTERNAL_TOKEN = for-tests-only-for-tests-only-for-tests
PASSWORD_HASH_ALGO = pbkdf2$10000$50
[oauth2]
ENABLED = false
[actions]
ENABLED = false
[indexer]
ISSUE_INDEXER_TYPE = db
[repository]
DEFAULT_BRANCH = main
[cron]
ENABLED = false
[log]
MODE = console
LEVEL = Error
`;
}
