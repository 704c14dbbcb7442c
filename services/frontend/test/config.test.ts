import { readFileSync } from 'node:fs';
import { configTable } from '@foldline/service-kit/config-table';
import { expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
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
  ['ENVIRONMENTS', ' '],
  ['ENVIRONMENTS', 'dev'],
  ['ENVIRONMENTS', 'https://dev.example'],
  ['ENVIRONMENTS', 'dev=https://dev.example,'],
  ['ENVIRONMENTS', 'my dev=https://dev.example'],
  ['ENVIRONMENTS', 'dev=https://dev.example,dev=https://prod.example'],
  ['ENVIRONMENTS', 'dev=dev.example'],
  ['ENVIRONMENTS', 'dev=ftp://dev.example'],
  ['ENVIRONMENTS', 'dev=https://dev.example/shop'],
  ['ENVIRONMENTS', 'dev=https://dev.example/?a=b'],
  ['ENVIRONMENTS', 'dev=https://user:password@dev.example'],
  ['REPOSITORY_URL', 'git@git.example:foldline.git'],
  ['COOKIE_SECRETS', 'short'],
  ['COOKIE_SECRETS', `${secret},short`],
  ['COOKIE_SECRETS', `${secret},`],
] as const;

it('has an address for each service that the frontend calls', () => {
  const variables = manifest.foldline.peers.map((peer) => `${peer.toUpperCase()}_URL`);
  expect(Object.keys(vars)).toEqual(expect.arrayContaining(variables));
});

it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('opens the shop of a laptop at %s', (HOST) => {
  expect(loadConfig({ HOST })).toMatchObject({
    PORT: manifest.foldline.port,
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

it('takes environments in the order of promotion', () => {
  const { ENVIRONMENTS } = loadConfig({
    COOKIE_SECRETS: secret,
    ENVIRONMENTS: 'dev=http://dev.example:8080, pre-prod.2=https://preprod.example/',
  });
  expect(ENVIRONMENTS).toEqual([
    { name: 'dev', origin: 'http://dev.example:8080' },
    { name: 'pre-prod.2', origin: 'https://preprod.example' },
  ]);
});

it('names every wrong entry of a list, and what else is wrong with it', () => {
  const problems = [
    'COOKIE_SECRETS holds a secret of fewer than 32 characters',
    'ENVIRONMENTS has no usable address for dev.',
    'ENVIRONMENTS has no name in its entry 3.',
    'ENVIRONMENTS names prod twice.',
  ];
  const env = {
    COOKIE_SECRETS: `${secret},`,
    ENVIRONMENTS: 'dev=dev.example,prod=https://prod.example,-=https://x.example,prod=https://b.example',
  };
  for (const problem of problems) expect(() => loadConfig(env)).toThrow(problem);
});

it.each(wrongValues)('refuses %s=%s with an example of a good value', (name, value) => {
  expect(() => loadConfig({ COOKIE_SECRETS: secret, [name]: value })).toThrow(
    new RegExp(`- ${name} .*Example: ${name}=`),
  );
});

it('never repeats a secret', () => {
  expect(() => loadConfig({ COOKIE_SECRETS: 'hunter2' })).toThrow(/^(?!.*hunter2)/s);
  expect(() => loadConfig({ COOKIE_SECRETS: `${secret},hunter2` })).toThrow(/^(?!.*hunter2)/s);
  const ENVIRONMENTS = 'dev=https://dev:hunter2@dev.example';
  expect(() => loadConfig({ COOKIE_SECRETS: secret, ENVIRONMENTS })).toThrow(/^(?!.*hunter2)/s);
});

it('knows a wrong value for every variable that there is', () => {
  expect(new Set(wrongValues.map(([name]) => name))).toEqual(new Set(Object.keys(vars)));
});

it('is described in the README as it is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const described = /<!-- config -->\n<!-- prettier-ignore -->\n(.*?)\n+<!-- \/config -->/s.exec(readme)?.[1];
  expect(described).toBe(configTable(vars));
});
