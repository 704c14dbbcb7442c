import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fixtureShop, postgresPid } from './fixture-shop.ts';
import { isAlive, records, runShop, servicePids } from './run-command.ts';

async function environmentOf(port: number): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/environment`);
  return (await response.json()) as Record<string, string>;
}

test('the whole shop starts, says where it is, and stops in order', async () => {
  const { root, ports } = await fixtureShop();
  const shop = runShop(root, ['start']);
  await shop.says(/is ready/);
  const catalog = await environmentOf(ports.catalog);
  const frontend = await environmentOf(ports.frontend);

  expect(shop.stdout()).toContain(`http://localhost:${ports.frontend} `);
  expect(catalog).toMatchObject({
    PORT: String(ports.catalog),
    HOST: '127.0.0.1',
    ENVIRONMENT: 'local',
    INSTANCE: 'catalog-1',
    MIGRATE_ON_START: 'true',
    VOTING_URL: `http://127.0.0.1:${ports.voting}`,
    DATABASE_URL: expect.stringMatching(/^postgresql:.*\/catalog$/) as unknown,
  });
  expect(catalog).not.toHaveProperty('COOKIE_SECRETS');
  expect(catalog).not.toHaveProperty('CATALOG_URL');
  expect(frontend).not.toHaveProperty('DATABASE_URL');
  const secret = await readFile(join(root, '.data', 'cookie-secret'), 'utf8');
  expect(frontend).toMatchObject({ COOKIE_SECRETS: secret.trim() });

  shop.child.kill('SIGINT');

  expect(await shop.exitCode).toBe(0);
  const log = records(shop.stdout());
  const stopped = log.filter(({ msg }) => msg === 'stopped').map(({ service }) => service);
  expect(stopped).toEqual(['frontend', 'voting', 'catalog']);
  expect(log.every(({ service }) => typeof service === 'string')).toBe(true);
  expect(shop.stderr()).toBe('');
  expect(servicePids(shop.stdout()).filter(isAlive)).toEqual([]);
  expect(await postgresPid(root)).toBeUndefined();
});

test('one service runs alone, and leaves the database to whom else it serves', async () => {
  const { root } = await fixtureShop();
  const voting = runShop(root, ['start', 'voting']);
  await voting.says(/voting is ready/);
  const catalog = runShop(root, ['start', 'catalog']);
  await catalog.says(/catalog is ready/);

  voting.child.kill('SIGTERM');
  await voting.exitCode;

  expect(voting.stdout()).toContain('PostgreSQL keeps running');
  catalog.child.kill('SIGTERM');
  await catalog.exitCode;
  expect(catalog.stdout()).not.toContain('PostgreSQL keeps running');
  expect(await postgresPid(root)).toBeUndefined();
});

test('a crash is reported with its stack, and the others keep running', async () => {
  const { root, ports } = await fixtureShop({ databases: false });
  const shop = runShop(root, ['start']);
  await shop.says(/is ready/);

  await fetch(`http://127.0.0.1:${ports.catalog}/crash`).catch(() => undefined);
  await shop.says(/catalog ended unexpectedly, with exit code 1.*npm run dev -w services\/catalog/);

  expect(records(shop.stdout())).toContainEqual(
    expect.objectContaining({ service: 'catalog', level: 'error', msg: 'Error: a fold too many' }),
  );
  expect((await fetch(`http://127.0.0.1:${ports.frontend}/`)).status).toBe(200);
  shop.child.kill('SIGINT');
  expect(await shop.exitCode).toBe(0);
});

test('a service that does not start is named, and the shop runs without it', async () => {
  const { root, sources } = await fixtureShop({ databases: false });
  await writeFile(sources.voting, "throw new Error('no paper');\n");

  const shop = runShop(root, ['start']);

  await shop.says(/Foldline runs without voting/);
  expect(shop.stdout()).toMatch(/voting did not start: it ended with exit code 1/);
  expect(shop.stdout()).toContain('no paper');
});

test('a service that ends before the others have begun does not end the shop', async () => {
  const { root, sources } = await fixtureShop();
  // It needs no database, which the others wait for.
  await writeFile(sources.frontend, "throw new Error('no paper');\n");

  const shop = runShop(root, ['start']);

  await shop.says(/Foldline runs without frontend/);
});

test('a shop of which nothing is left ends with code 1', async () => {
  const { root, sources } = await fixtureShop();
  await writeFile(sources.frontend, 'this is ( no TypeScript\n');

  const shop = runShop(root, ['start', 'frontend']);

  expect(await shop.exitCode).toBe(1);
  expect(shop.stdout()).toContain('frontend did not start');
});

test('what is set in the environment stays, except what is about another PostgreSQL than ours, which logs beside its data', async () => {
  const { root, ports } = await fixtureShop();
  const shop = runShop(root, ['start', 'catalog'], { COMMIT: '4f2a91c', PGSSLMODE: 'require' });
  await shop.says(/catalog is ready/);

  const environment = await environmentOf(ports.catalog);
  expect(environment).toMatchObject({ COMMIT: '4f2a91c' });
  expect(environment).not.toHaveProperty('PGSSLMODE');
  expect(await readFile(join(root, '.data/postgres/server.log'), 'utf8')).toContain(
    'database system is ready',
  );
});
