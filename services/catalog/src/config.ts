import { readConfig } from '@foldline/service-kit/config';
import { flag, integer, postgresUrl, secret } from '@foldline/service-kit/config-validators';
import { serverVars } from '@foldline/service-kit/server-vars';
import manifest from '../package.json' with { type: 'json' };

/** The environment variables that this service reads. */
export const vars = {
  ...serverVars(manifest.foldline.port),
  DATABASE_URL: postgresUrl({
    desc: "the address of the catalog's own PostgreSQL database",
    example: 'postgresql://catalog:password@localhost:5432/catalog',
  }),
  DATABASE_POOL_SIZE: integer({ min: 1, max: 200 })({
    desc: 'how many connections to the database requests may have at most; two more listen for changes and check that it answers',
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
  SEED_PRODUCTS: flag({
    desc: 'fill a database that has no products with those that the shop opens with, when it is migrated',
    default: true,
    example: 'false',
  }),
  CACHE_BYTES: integer({ min: 0, max: 4_294_967_296 })({
    desc: 'how much memory answers that are asked for often may take, in bytes; 0 keeps none',
    default: 33_554_432,
    example: '67108864',
  }),
  WRITE_TOKEN: secret({ minLength: 16 })({
    desc: 'the bearer token for creating, changing and deleting products; without it these routes do not exist',
    default: undefined,
    example: 'a-long-random-secret',
  }),
};

export type Config = ReturnType<typeof loadConfig>;

/**
 * This service's configuration, from the environment.
 *
 * @throws {ConfigError} naming every bad variable
 */
// The return type is what the variables' validators say.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  return readConfig(vars, env);
}
