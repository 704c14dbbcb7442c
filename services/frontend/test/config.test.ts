import { readFileSync } from 'node:fs';
import { configTable } from '@foldline/service-kit/config-table';
import { expect, it } from 'vitest';
import { loadConfig, vars } from '../src/config.ts';

const secret = 'x'.repeat(32);

const wrongValues = [
  ['PORT', '70000'],
  ['HOST', 'two words'],
  ['LOG_LEVEL', 'loud'],
  ['ENVIRONMENT', 'pre prod'],
  ['INSTANCE', 'two words'],
  ['VERSION', 'two words'],
  ['COMMIT', 'two words'],
  ['BUILT_AT', 'yesterday'],
  ['TRUSTED_PROXIES', 'yes'],
  ['REQUEST_TIMEOUT_MS', '1'],
  ['BODY_LIMIT_BYTES', 'many'],
  ['SHUTDOWN_DELAY_MS', '-1'],
  ['SHUTDOWN_TIMEOUT_MS', '0'],
  ['CATALOG_URL', 'catalog:3001'],
  ['VOTING_URL', 'ftp://voting'],
  ['RECOMMENDATION_URL', 'http://user:password@recommendation'],
  ['PAGE_BUDGET_MS', '1.5'],
  ['BACKEND_TIMEOUT_MS', '0'],
  ['COOKIE_SECRETS', 'short'],
  ['COOKIE_SECRETS', `${secret},short`],
  ['COOKIE_SECRETS', `${secret},`],
] as const;

it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('opens the shop of a laptop at %s', (HOST) => {
  expect(loadConfig({ HOST })).toMatchObject({
    PORT: 3000,
    ENVIRONMENT: 'local',
    CATALOG_URL: undefined,
    PAGE_BUDGET_MS: 1000,
    BODY_LIMIT_BYTES: 4096,
    COOKIE_SECRETS: [],
  });
});

it.each([
  { ENVIRONMENT: 'prod' },
  { ENVIRONMENT: 'prod', HOST: '127.0.0.1' },
  { ENVIRONMENT: 'local', HOST: '10.0.0.7' },
  { HOST: '127.example.com' },
  { HOST: '::' },
  // A deployment that says nothing of itself.
  {},
])('needs a cookie secret anywhere else: %o', (env) => {
  expect(() => loadConfig(env)).toThrow(
    /COOKIE_SECRETS .*HOST is a loopback address.* is not set\. Example: COOKIE_SECRETS=/,
  );
  expect(loadConfig({ ...env, COOKIE_SECRETS: secret })).toMatchObject({ COOKIE_SECRETS: [secret] });
});

it('takes several cookie secrets', () => {
  const older = 'y'.repeat(40);
  expect(loadConfig({ COOKIE_SECRETS: `${secret}, ${older}` }).COOKIE_SECRETS).toEqual([secret, older]);
});

it.each(wrongValues)('refuses %s=%s with an example of a good value', (name, value) => {
  expect(() => loadConfig({ COOKIE_SECRETS: secret, [name]: value })).toThrow(
    new RegExp(`- ${name} .*Example: ${name}=`),
  );
});

it('never repeats a secret', () => {
  expect(() => loadConfig({ COOKIE_SECRETS: 'hunter2' })).toThrow(/^(?!.*hunter2)/s);
  expect(() => loadConfig({ COOKIE_SECRETS: `${secret},hunter2` })).toThrow(/^(?!.*hunter2)/s);
});

it('knows a wrong value for every variable that there is', () => {
  expect(new Set(wrongValues.map(([name]) => name))).toEqual(new Set(Object.keys(vars)));
});

it('is described in the README as it is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const described = /<!-- config -->\n<!-- prettier-ignore -->\n(.*?)\n+<!-- \/config -->/s.exec(readme)?.[1];
  expect(described).toBe(configTable(vars));
});
