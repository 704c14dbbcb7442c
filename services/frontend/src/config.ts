import { isIPv4 } from 'node:net';
import { ConfigError, readConfig } from '@foldline/service-kit/config';
import { httpUrl, integer, secret, text } from '@foldline/service-kit/config-validators';
import { serverVars } from '@foldline/service-kit/server-vars';
import manifest from '../package.json' with { type: 'json' };
import { parseEnvironments } from './environments/environment-list.ts';

/** The environment of a laptop, where a learner is told how to start what is missing. */
export const LOCAL_ENVIRONMENT = 'local';

const minSecretLength = 32;
const secretExample = 'pF3vZ8qLr0sXw6NtY1bKc9GmJd4HaEu7';
const environmentsExample =
  'dev=https://dev.example,preprod=https://preprod.example,prod=https://prod.example';
const server = serverVars(manifest.foldline.port);

/** The environment variables of the frontend. */
export const vars = {
  ...server,
  // The only body that the frontend takes is a vote's form.
  BODY_LIMIT_BYTES: { ...server.BODY_LIMIT_BYTES, default: 4096, example: '4096' },
  CATALOG_URL: httpUrl({
    desc: 'where catalog is; without it the shop shows no products',
    default: undefined,
    example: 'http://catalog:3001',
  }),
  VOTING_URL: httpUrl({
    desc: 'where voting is; without it the shop shows no votes',
    default: undefined,
    example: 'http://voting:3002',
  }),
  RECOMMENDATION_URL: httpUrl({
    desc: 'where recommendation is; without it the shop recommends nothing',
    default: undefined,
    example: 'http://recommendation:3003',
  }),
  PAGE_BUDGET_MS: integer({ min: 50, max: 30_000 })({
    desc: 'how long a page waits for all its backends together, in milliseconds',
    default: 1000,
    example: '1000',
  }),
  BACKEND_TIMEOUT_MS: integer({ min: 50, max: 60_000 })({
    desc: 'how long a vote or a picture waits for its backend, in milliseconds',
    default: 3000,
    example: '3000',
  }),
  ENVIRONMENTS: text(
    /\S/,
    'a list of names and addresses',
  )({
    desc: 'the environments that the status page sets side by side, in the order of promotion, each with the address of its frontend; with fewer than two there is no such board',
    default: undefined,
    example: environmentsExample,
  }),
  REPOSITORY_URL: httpUrl({
    desc: 'where the repository is shown to people; the status page links to commits there',
    default: undefined,
    example: 'https://github.com/foldline/foldline',
  }),
  COOKIE_SECRETS: secret({ minLength: minSecretLength })({
    desc: `secrets of at least ${minSecretLength} characters, separated by commas: the first signs the voter cookie, all verify it; required unless ENVIRONMENT is ${LOCAL_ENVIRONMENT} and HOST is a loopback address: there a random one serves until the next start`,
    default: undefined,
    example: secretExample,
    // A deployment that forgets ENVIRONMENT is `local` by default. Its address gives it away: only a laptop's shop is
    // reached from its own machine alone, and so has no second instance that would have to know the same secret.
    requiredWhen: ({ ENVIRONMENT, HOST }) => ENVIRONMENT !== LOCAL_ENVIRONMENT || !isLoopback(String(HOST)),
  }),
};

/** The frontend's configuration; `COOKIE_SECRETS` is empty only where a random secret may stand in. */
export type Config = ReturnType<typeof loadConfig>;

/**
 * Reads and validates the environment.
 *
 * @throws {ConfigError} naming every bad variable
 */
// The return type is what the validators infer: spelled out, it would repeat `vars`.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  const config = readConfig(vars, env);
  const { secrets, secretProblems } = splitSecrets(config.COOKIE_SECRETS);
  const { environments, problems } = parseEnvironments(config.ENVIRONMENTS ?? '');
  const allProblems = [
    ...secretProblems.map(
      (problem) => `- COOKIE_SECRETS ${problem} Example: COOKIE_SECRETS=${secretExample}`,
    ),
    ...problems.map((problem) => `- ENVIRONMENTS ${problem} Example: ENVIRONMENTS=${environmentsExample}`),
  ];
  if (allProblems.length > 0) throw new ConfigError(allProblems);
  return { ...config, COOKIE_SECRETS: secrets, ENVIRONMENTS: environments };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function splitSecrets(list: string | undefined): { secrets: string[]; secretProblems: string[] } {
  const secrets = list?.split(',').map((entry) => entry.trim()) ?? [];
  const isShort = secrets.some((entry) => entry.length < minSecretLength);
  const problem = `holds a secret of fewer than ${minSecretLength} characters. Make each longer, and leave no comma without one.`;
  return { secrets, secretProblems: isShort ? [problem] : [] };
}
