import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePorts } from './free-ports.ts';
import { fixtureShop, postgresPid } from './fixture-shop.ts';
import { runShop } from './run-command.ts';

/** Runs a command that is refused, and answers the sentence. */
async function refusal(root: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const shop = runShop(root, args, env);
  expect(await shop.exitCode).toBe(1);
  expect(shop.stdout()).toBe('');
  expect(await postgresPid(root)).toBeUndefined();
  return shop.stderr().trim();
}

async function takePort(port = 0): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('a Node.js that is too old is told which are new enough', async () => {
  const { root } = await fixtureShop();
  await writeFile(join(root, 'package.json'), JSON.stringify({ engines: { node: '^97.1.0 || >=99.0.0' } }));

  expect(await refusal(root, ['start'])).toBe(
    `Foldline needs Node.js ^97.1.0 || >=99.0.0, and this is ${process.versions.node}. ` +
      'Install one of these (https://nodejs.org/en/download), then run the command again.',
  );
});

test('missing dependencies', async () => {
  const { root } = await fixtureShop();
  await rm(join(root, 'node_modules'));

  expect(await refusal(root, ['start'])).toBe('The dependencies are not installed. Run `npm ci` first.');
});

test('dependencies of another lockfile', async () => {
  const { root } = await fixtureShop();
  await rm(join(root, 'node_modules'));
  await mkdir(join(root, 'node_modules'));
  const lock = (pino: string): string =>
    JSON.stringify({
      packages: {
        '': { version: '0.0.0' },
        'services/catalog': { version: '0.0.0' },
        'node_modules/@foldline/catalog': { link: true },
        'node_modules/fsevents': { version: '2.3.3', optional: true },
        'node_modules/pino': { version: pino },
      },
    });
  await writeFile(join(root, 'package-lock.json'), lock('10.4.0'));
  await writeFile(join(root, 'node_modules', '.package-lock.json'), lock('10.3.0'));

  expect(await refusal(root, ['start'])).toBe(
    'The installed dependencies are not those of package-lock.json (pino should be 10.4.0 and is 10.3.0). ' +
      'Run `npm ci` first.',
  );
});

test('every taken port, with who has it and another one to choose', async () => {
  const { root, ports } = await fixtureShop();
  await takePort(ports.catalog);
  await takePort(ports.voting);

  const lines = (await refusal(root, ['start'])).split('\n');

  const holder = process.platform === 'linux' ? ` \\(.+, process ${process.pid}\\)` : '';
  expect(lines).toEqual([
    expect.stringMatching(
      `^Port ${ports.catalog} \\(catalog\\) is taken by another program${holder}. ` +
        `Stop it, or choose another port: .*CATALOG_PORT='?\\d+'?;? npm start$`,
    ),
    expect.stringMatching(
      `^Port ${ports.voting} \\(voting\\) is taken by .*VOTING_PORT='?\\d+'?;? npm start$`,
    ),
  ]);
});

test('a port on every address counts as taken', async () => {
  const { root, ports } = await fixtureShop();
  const server = createServer().listen(ports.catalog, '::');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });

  expect(await refusal(root, ['dev', 'catalog'])).toContain('npm run dev -w services/catalog');
});

test('<NAME>_PORT moves a service, and its peers know', async () => {
  const { root, ports } = await fixtureShop({ databases: false });
  await takePort(ports.voting);
  const [free] = await freePorts(1);

  const shop = runShop(root, ['start'], { VOTING_PORT: String(free) });
  await shop.says(/is ready/);

  const response = await fetch(`http://127.0.0.1:${ports.frontend}/environment`);
  expect(await response.json()).toMatchObject({ VOTING_URL: `http://127.0.0.1:${free ?? ''}` });
});

test.each([
  [
    { CATALOG_PORT: 'eighty' },
    /^CATALOG_PORT is "eighty" and must be a port from 1 to 65535, for example \d+\.$/,
  ],
  [{ CATALOG_PORT: '70000' }, /^CATALOG_PORT is "70000" and must be a port/],
  [
    { CATALOG_PORT: '5000', VOTING_PORT: '5000' },
    /^catalog and voting have the same port, 5000. Set CATALOG_PORT/,
  ],
  [{ HOST: '203.0.113.7' }, /^HOST is "203.0.113.7", which is no address of this machine/],
])('%j', async (env, message) => {
  const { root } = await fixtureShop();

  expect(await refusal(root, ['start'], env)).toMatch(message);
});

test('a second run is told that the first is there', async () => {
  const { root, ports } = await fixtureShop({ databases: false });
  const first = runShop(root, ['start', 'catalog']);
  await first.says(/is ready/);

  const second = runShop(root, ['start', 'catalog']);

  expect(await second.exitCode).toBe(1);
  expect(second.stderr()).toMatch(
    new RegExp(
      `^Foldline already runs: catalog on port ${ports.catalog}.*Use it, or stop it first with Ctrl-C`,
    ),
  );
});

test.each([
  [['begin'], /^Usage: shop start \[service\], or shop dev \[service\]$/],
  [['start', 'shipping'], /^There is no service shipping. There are: catalog, frontend, voting.$/],
])('shop %j', async (args, message) => {
  const { root } = await fixtureShop();

  expect(await refusal(root, args)).toMatch(message);
});

test('a service without a port', async () => {
  const { root } = await fixtureShop();
  await writeFile(join(root, 'services', 'catalog', 'package.json'), '{}');

  expect(await refusal(root, ['start'])).toMatch(
    /catalog.package.json has no port for the service. Add "foldline"/,
  );
});
