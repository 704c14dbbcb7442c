import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { runServiceCommand, startServiceProcess } from '@foldline/service-kit/testing/service-process';
import { stopUnderLoad } from '@foldline/service-kit/testing/stop-under-load';
import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { products as seed } from '../src/seed/products.ts';
import { allPages, send } from './api.ts';

const cwd = new URL('..', import.meta.url);
let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await database.drop();
});

async function emptyDatabase(): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE');
  await client.query('CREATE SCHEMA public');
  await client.end();
}

test('with MIGRATE_ON_START an empty database becomes a shop', async () => {
  await emptyDatabase();
  const env = { DATABASE_URL: database.url, MIGRATE_ON_START: 'true' };
  const catalog = await startServiceProcess({ cwd, env });
  expect((await send(`${catalog.url}/readyz`)).status).toBe(200);
  expect(await allPages(catalog.url, '')).toHaveLength(seed.length);
  expect((await send(`${catalog.url}/version`)).body).toMatchObject({ service: 'catalog' });
  catalog.kill('SIGTERM');
  await catalog.ended;
});

test('the command migrate prepares the database and ends', async () => {
  await emptyDatabase();
  const command = { cwd, env: { DATABASE_URL: database.url }, args: ['migrate'] };
  const first = await runServiceCommand(command);
  expect(first.code).toBe(0);
  expect(first.output).toContain('"msg":"migration applied"');
  const second = await runServiceCommand(command);
  expect(second).toEqual({ code: 0, output: '' });
});

test('a wrong environment ends it with code 1 and every problem', async () => {
  const { code, output } = await runServiceCommand({ cwd, env: { CACHE_BYTES: 'much' } });
  expect(code).toBe(1);
  expect(output).toMatch(/^The configuration has 2 problems:\n- DATABASE_URL .*\n- CACHE_BYTES .*\n$/);
});

test('a database that cannot be reached ends a migration with code 1 and what to do', async () => {
  const { port } = new URL(await unusedUrl());
  const env = { DATABASE_URL: `postgresql://catalog@127.0.0.1:${port}/catalog` };
  const { code, output } = await runServiceCommand({ cwd, env, args: ['migrate'] });
  expect(code).toBe(1);
  expect(output).toMatch(/The database cannot be reached .* Start it, or correct DATABASE_URL\./);
});

// Windows has no signal that asks a process to stop.
test.skipIf(process.platform === 'win32')(
  'stopping under load fails no request, and ends with 0',
  async () => {
    const env = { DATABASE_URL: database.url, STATEMENT_TIMEOUT_MS: '20000', SHUTDOWN_DELAY_MS: '6000' };
    const catalog = await startServiceProcess({ cwd, env });
    const request = async (client: number): Promise<number> =>
      (await send(`${catalog.url}/api/products?limit=${client + 1}`)).status;
    const stopped = await stopUnderLoad({ service: catalog, clients: 8, request });
    expect(stopped).toEqual({ outcomes: [200], ended: 0 });
  },
);
