import { readConfig } from '@foldline/service-kit/config';
import { flag, httpUrl, integer, postgresUrl } from '@foldline/service-kit/config-validators';
import { serverVars } from '@foldline/service-kit/server-vars';
import manifest from '../package.json' with { type: 'json' };

/** The environment variables that this service reads. */
export const vars = {
  ...serverVars(manifest.foldline.port),
  DATABASE_URL: postgresUrl({
    desc: "the address of voting's own PostgreSQL database",
    example: 'postgresql://voting:password@localhost:5432/voting',
  }),
  DATABASE_POOL_SIZE: integer({ min: 1, max: 200 })({
    desc: 'how many connections to the database requests may have at most; one more checks that it answers',
    default: 10,
    example: '20',
  }),
  STATEMENT_TIMEOUT_MS: integer({ min: 10, max: 60_000 })({
    desc: 'how long the database may work on one statement, in milliseconds',
    default: 2000,
    example: '1000',
  }),
  MIGRATE_ON_START: flag({
    desc: 'bring the database up to date before listening',
    default: false,
    example: 'true',
  }),
  CATALOG_URL: httpUrl({
    desc: 'where the catalog is, which says which products exist',
    example: 'http://catalog:3001',
  }),
  CATALOG_TIMEOUT_MS: integer({ min: 50, max: 10_000 })({
    desc: 'how long a vote may wait for the catalog, in milliseconds',
    default: 800,
    example: '800',
  }),
  RATE_LIMIT_VOTER_PER_MINUTE: integer({ min: 0, max: 1_000_000 })({
    desc: 'how many votes and withdrawals one voter may send a minute to this instance; 0 for no limit',
    default: 60,
    example: '60',
  }),
  RATE_LIMIT_ADDRESS_PER_MINUTE: integer({ min: 0, max: 1_000_000 })({
    desc: 'how many votes and withdrawals one address may send a minute to this instance; 0 for no limit',
    default: 600,
    example: '600',
  }),
};

export type Config = ReturnType<typeof loadConfig>;

/**
 * This service's configuration, from the environment.
 *
 * @throws {ConfigError} that names every variable with a problem
 */
// The return type is what the validators infer: spelled out, it would repeat the variables.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  return readConfig(vars, env);
}
