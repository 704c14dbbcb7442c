import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { startTemporaryCluster } from '@foldline/local-postgres/temporary-cluster';
import { databaseUrl, withClient } from '@foldline/local-postgres/databases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TemporaryCluster } from '@foldline/local-postgres/temporary-cluster';
import { fixtureShop, postgresPid } from './fixture-shop.ts';
import { runShop } from './run-command.ts';

// A server of somebody else, which the shop is pointed to.
let server: TemporaryCluster;

beforeAll(async () => {
  server = await startTemporaryCluster('shop');
});

afterAll(async () => {
  await server.remove();
});

async function environmentOf(port: number): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/environment`);
  return (await response.json()) as Record<string, string>;
}

async function databaseOf(port: number): Promise<string> {
  return (await environmentOf(port))['DATABASE_URL'] ?? '';
}

test('DATABASE_URL names a server, on which every service gets a database', async () => {
  const { root, ports } = await fixtureShop();
  const shop = runShop(root, ['start'], { DATABASE_URL: server.url, PGAPPNAME: 'foldline' });
  await shop.says(/is ready/);

  expect(await databaseOf(ports.catalog)).toBe(databaseUrl(server.url, 'catalog'));
  const voting = await databaseOf(ports.voting);
  expect(voting).toBe(databaseUrl(server.url, 'voting'));
  await withClient(voting, (client) => client.query('SELECT 1'));
  expect(await environmentOf(ports.voting)).toMatchObject({ PGAPPNAME: 'foldline' });
  expect(await postgresPid(root)).toBeUndefined();
});

test('<NAME>_DATABASE_URL takes precedence for its service', async () => {
  const { root, ports } = await fixtureShop();
  const own = databaseUrl(server.url, 'of_catalog');
  await withClient(server.url, (client) => client.query('CREATE DATABASE of_catalog'));

  const shop = runShop(root, ['start'], { DATABASE_URL: server.url, CATALOG_DATABASE_URL: own });
  await shop.says(/is ready/);

  expect(await databaseOf(ports.catalog)).toBe(own);
  expect(await databaseOf(ports.voting)).toBe(databaseUrl(server.url, 'voting'));
});

test.each([
  ['DATABASE_URL', 'postgresql://me:opensesame@127.0.0.1:1/postgres', 'no PostgreSQL answers at 127.0.0.1:1'],
  [
    'VOTING_DATABASE_URL',
    'mysql://me:opensesame@localhost/voting',
    'is not the address of a PostgreSQL server',
  ],
])('%s=%s', async (variable, url, reason) => {
  const { root } = await fixtureShop();

  const shop = runShop(root, ['start'], { [variable]: url });

  expect(await shop.exitCode).toBe(1);
  expect(shop.stdout()).toMatch(new RegExp(`${variable} .*${reason}`));
  expect(shop.stdout() + shop.stderr()).not.toContain('opensesame');
});

test('a wrong password, a role that may not log in, a missing database', async () => {
  const { root } = await fixtureShop();
  const wrong = new URL(server.url);
  wrong.password = 'opensesame';

  const refused = runShop(root, ['start'], { DATABASE_URL: wrong.href });
  expect(await refused.exitCode).toBe(1);
  expect(refused.stdout()).toMatch(/refuses the role postgres or its password/);
  expect(refused.stdout()).not.toContain('opensesame');

  await withClient(server.url, (client) => client.query("CREATE ROLE guest NOLOGIN PASSWORD 'welcome'"));
  const guest = new URL(server.url);
  [guest.username, guest.password] = ['guest', 'welcome'];
  const kept = runShop(root, ['start'], { DATABASE_URL: guest.href });
  expect(await kept.exitCode).toBe(1);
  expect(kept.stdout()).toMatch(
    /does not let the role guest in \(role .*guest.* is not permitted to log in\)/,
  );

  const missing = runShop(root, ['start'], { CATALOG_DATABASE_URL: databaseUrl(server.url, 'nowhere') });
  expect(await missing.exitCode).toBe(1);
  expect(missing.stdout()).toMatch(/CATALOG_DATABASE_URL cannot be used: .* has no database nowhere/);
});

test('a service that cannot have a database leaves no server behind', async () => {
  const { root } = await fixtureShop();
  await rename(join(root, 'services', 'catalog'), join(root, 'services', 'cata.log'));

  const shop = runShop(root, ['start', 'cata.log']);

  expect(await shop.exitCode).toBe(1);
  expect(shop.stdout()).toMatch(/cata.log.* cannot name a database: use up to 63 lower-case letters/);
  expect(await postgresPid(root)).toBeUndefined();
});
