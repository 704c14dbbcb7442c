import { readFile } from 'node:fs/promises';
import { ConfigError } from '@foldline/service-kit/config';
import { configTable } from '@foldline/service-kit/config-table';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { loadConfig, vars } from '../src/config.ts';

const required = { CATALOG_URL: 'http://catalog:3001', VOTING_URL: 'http://voting:3002' };

function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing but the addresses of catalog and voting', () => {
    expect(loadConfig(required)).toMatchObject({
      ...required,
      PORT: manifest.foldline.port,
      MAX_PRODUCTS: 10_000,
    });
  });

  it('takes each example that it gives', () => {
    const examples = Object.entries(vars).map(([name, variable]) => [name, variable.example] as const);
    expect(problemsOf(Object.fromEntries(examples))).toEqual([]);
  });

  it.each([
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
    ['CATALOG_URL', 'catalog:3001'],
    ['CATALOG_URL', ''],
    ['VOTING_URL', 'http://user:password@voting'],
    ['VOTING_URL', ''],
    ['PEER_TIMEOUT_MS', '0'],
    ['REFRESH_TIMEOUT_MS', '1e9'],
    ['REFRESH_PAUSE_MS', '99'],
    ['REFRESH_PATIENCE_MS', '-1'],
    ['CATALOG_TTL_MS', '10s'],
    ['VOTES_TTL_MS', '0.5'],
    ['MAX_PRODUCTS', '0'],
  ])('refuses %s=%o by name, with an example', (name, value) => {
    const problems = problemsOf({ ...required, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^- ${name} .*Example: ${name}=`));
  });

  it('names all that is wrong at once', () => {
    expect(problemsOf({ PORT: 'http' })).toHaveLength(3);
  });

  it('stands in the README as it is', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const [, table] =
      /<!-- config -->\n<!-- prettier-ignore -->\n([^]*?)\n\n<!-- \/config -->/.exec(readme) ?? [];
    expect(table).toBe(configTable(vars));
  });
});
