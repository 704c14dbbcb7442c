import { readConfig } from '@foldline/service-kit/config';
import { httpUrl, integer } from '@foldline/service-kit/config-validators';
import { serverVars } from '@foldline/service-kit/server-vars';
import manifest from '../package.json' with { type: 'json' };

/** The environment variables that this service reads. */
export const vars = {
  ...serverVars(manifest.foldline.port),
  CATALOG_URL: httpUrl({ desc: "the catalog's address", example: 'http://catalog:3001' }),
  VOTING_URL: httpUrl({ desc: "voting's address", example: 'http://voting:3002' }),
  PEER_TIMEOUT_MS: integer({ min: 50, max: 60_000 })({
    desc: 'the longest that one call to catalog or voting may take, in milliseconds',
    default: 2000,
    example: '2000',
  }),
  REFRESH_TIMEOUT_MS: integer({ min: 50, max: 120_000 })({
    desc: 'the longest that one refresh may take, all its calls together, in milliseconds',
    default: 15_000,
    example: '15000',
  }),
  REFRESH_PAUSE_MS: integer({ min: 100, max: 60_000 })({
    desc: 'how long to leave a backend alone after a refresh from it failed, in milliseconds',
    default: 2000,
    example: '2000',
  }),
  REFRESH_PATIENCE_MS: integer({ min: 0, max: 10_000 })({
    desc: 'how long an answer waits for a refresh before it is given from what is known, in milliseconds',
    default: 300,
    example: '300',
  }),
  CATALOG_TTL_MS: integer({ min: 100, max: 3_600_000 })({
    desc: 'after how long the products are read again from the catalog, in milliseconds',
    default: 10_000,
    example: '10000',
  }),
  VOTES_TTL_MS: integer({ min: 100, max: 3_600_000 })({
    desc: 'after how long the recent votes are read again from voting, in milliseconds',
    default: 5000,
    example: '5000',
  }),
  MAX_PRODUCTS: integer({ min: 1, max: 100_000 })({
    desc: 'how many products are held in memory at most; further ones are never recommended',
    default: 10_000,
    example: '10000',
  }),
};

/** The validated configuration. */
export type Config = ReturnType<typeof loadConfig>;

/**
 * Reads the configuration.
 *
 * @throws {ConfigError} naming every variable that is missing or bad
 */
// The return type is what the validators infer: spelled out, it would repeat the variables.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  return readConfig(vars, env);
}
