import { readFile } from 'node:fs/promises';
import { configTable } from '@foldline/service-kit/config-table';
import { runServiceCommand } from '@foldline/service-kit/testing/service-process';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { loadConfig, vars } from '../src/config.ts';

const required = {
  DATABASE_URL: 'postgresql://voting@localhost/voting',
  CATALOG_URL: 'http://localhost:3001',
};

const wrong: Record<keyof typeof vars, string> = {
  PORT: '65536',
  HOST: 'two words',
  LOG_LEVEL: 'loud',
  ENVIRONMENT: '-',
  INSTANCE: 'two words',
  VERSION: 'two words',
  COMMIT: 'two words',
  BUILT_AT: 'yesterday',
  TRUSTED_PROXIES: 'yes',
  REQUEST_TIMEOUT_MS: '1',
  BODY_LIMIT_BYTES: '1',
  SHUTDOWN_DELAY_MS: '-1',
  SHUTDOWN_TIMEOUT_MS: '1',
  DATABASE_URL: 'mysql://localhost/voting',
  DATABASE_POOL_SIZE: '0',
  STATEMENT_TIMEOUT_MS: '0',
  MIGRATE_ON_START: '1',
  CATALOG_URL: 'catalog:3001',
  CATALOG_TIMEOUT_MS: '20000',
  RATE_LIMIT_VOTER_PER_MINUTE: '-1',
  RATE_LIMIT_ADDRESS_PER_MINUTE: 'many',
};

test.each(Object.entries(wrong))('%s=%s is refused by name, with an example', (name, value) => {
  expect(() => loadConfig({ ...required, [name]: value })).toThrow(
    new RegExp(`^The configuration has a problem:\n- ${name} \\(.*Example: ${name}=\\S+$`),
  );
});

test('nothing but the two addresses is required', () => {
  expect(loadConfig(required)).toMatchObject({ PORT: manifest.foldline.port, MIGRATE_ON_START: false });
  expect(() => loadConfig({})).toThrow(
    /2 problems:\n- DATABASE_URL .* is not set.*\n- CATALOG_URL .* is not set/,
  );
});

test('all problems are told at once, and the process ends with 1', async () => {
  const { code, output } = await runServiceCommand({ cwd: new URL('..', import.meta.url), env: wrong });
  expect(code).toBe(1);
  expect(output).toContain(`The configuration has ${Object.keys(wrong).length} problems`);
  expect(output).not.toContain('    at ');
});

test("README.md's table is the configuration", async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const table = /<!-- config -->\n+([\s\S]*?)\n+<!-- \/config -->/.exec(readme)?.[1];
  expect(table).toBe(configTable(vars));
});
