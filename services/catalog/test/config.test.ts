import { readFile } from 'node:fs/promises';
import { ConfigError } from '@foldline/service-kit/config';
import { configTable } from '@foldline/service-kit/config-table';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { loadConfig, vars } from '../src/config.ts';

const required = { DATABASE_URL: 'postgresql://catalog:password@localhost/catalog' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('nothing but the address of the database is needed', () => {
  expect(loadConfig(required)).toMatchObject({
    ...required,
    PORT: manifest.foldline.port,
    WRITE_TOKEN: undefined,
  });
});

test('every example is a value that is taken', () => {
  const examples = Object.entries(vars).map(([name, variable]) => [name, variable.example] as const);
  expect(problemsOf(Object.fromEntries(examples))).toEqual([]);
});

test.each([
  ['PORT', '70000'],
  ['HOST', 'two words'],
  ['LOG_LEVEL', 'loud'],
  ['ENVIRONMENT', '-dev-'],
  ['INSTANCE', 'two words'],
  ['VERSION', 'two words'],
  ['COMMIT', 'two words'],
  ['BUILT_AT', 'yesterday'],
  ['TRUSTED_PROXIES', 'yes'],
  ['REQUEST_TIMEOUT_MS', '1'],
  ['BODY_LIMIT_BYTES', 'much'],
  ['SHUTDOWN_DELAY_MS', '-1'],
  ['SHUTDOWN_TIMEOUT_MS', '1'],
  ['DATABASE_URL', ''],
  ['DATABASE_URL', 'mysql://localhost/catalog'],
  ['DATABASE_URL', 'postgresql://localhost'],
  ['DATABASE_POOL_SIZE', '0'],
  ['STATEMENT_TIMEOUT_MS', '2s'],
  ['MIGRATE_ON_START', '1'],
  ['SEED_PRODUCTS', 'no'],
  ['CACHE_BYTES', '32MB'],
  ['WRITE_TOKEN', 'short'],
])('%s=%o is refused by name, with an example', (name, value) => {
  const problems = problemsOf({ ...required, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(new RegExp(`^- ${name} .*Example: ${name}=`));
});

test('every problem is told at once', () => {
  expect(problemsOf({ PORT: 'http', CACHE_BYTES: '-1' })).toHaveLength(3);
});

test('the table in the README is what the code says', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, table] =
    /<!-- config -->\n<!-- prettier-ignore -->\n([^]*?)\n\n<!-- \/config -->/.exec(readme) ?? [];
  expect(table).toBe(configTable(vars));
});
