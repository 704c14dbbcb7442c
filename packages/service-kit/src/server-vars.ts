import { hostname } from 'node:os';
import { integer, oneOf, text } from './config-validators.ts';

const name = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i;

/**
 * The environment variables that every service reads.
 *
 * @param defaultPort the port that the service listens on unless `PORT` says otherwise
 */
// The return type is what the validators infer: spelled out, it would repeat the body.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function serverVars(defaultPort: number) {
  return {
    PORT: integer({ min: 0, max: 65_535 })({
      desc: 'the TCP port to listen on',
      default: defaultPort,
      example: String(defaultPort),
    }),
    HOST: text(
      /^\S+$/,
      'an address or a host name',
    )({
      desc: 'the address to listen on',
      default: '0.0.0.0',
      example: '127.0.0.1',
    }),
    LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])({
      desc: 'the least severe level that is logged',
      default: 'info',
      example: 'debug',
    }),
    ENVIRONMENT: text(
      name,
      'a short name of letters, digits, dots and dashes',
    )({
      desc: 'the environment that this instance belongs to',
      default: 'local',
      example: 'preprod',
    }),
    INSTANCE: text(
      /^\S{1,253}$/,
      'a name without spaces',
    )({
      desc: 'the name of this instance',
      default: hostname(),
      example: 'catalog-7d4b9',
    }),
    VERSION: text(
      /^\S{1,128}$/,
      'a version without spaces',
    )({
      desc: 'the released version that runs',
      default: '0.0.0-local',
      example: '1.4.2',
    }),
    COMMIT: text(
      /^\S{1,64}$/,
      'a commit id',
    )({
      desc: 'the commit that this was built from',
      default: 'unknown',
      example: '4f2a91c',
    }),
    BUILT_AT: text(
      /^(unknown|\d{4}-\d\d-\d\dT\S+)$/,
      'a time in ISO 8601',
    )({
      desc: 'when this was built',
      default: 'unknown',
      example: '2026-11-24T09:30:00Z',
    }),
    TRUSTED_PROXIES: integer({ min: 0, max: 10 })({
      desc: 'how many proxies in front add to X-Forwarded-For; 0 believes the header from nobody',
      default: 0,
      example: '1',
    }),
    REQUEST_TIMEOUT_MS: integer({ min: 100, max: 120_000 })({
      desc: 'how long a request may take to arrive, and the calls to peers that it needs may take, in milliseconds',
      default: 10_000,
      example: '10000',
    }),
    BODY_LIMIT_BYTES: integer({ min: 1024, max: 16_777_216 })({
      desc: 'the largest request body, in bytes',
      default: 65_536,
      example: '65536',
    }),
    SHUTDOWN_DELAY_MS: integer({ min: 0, max: 60_000 })({
      desc: 'how long to go on serving after readiness went off, in milliseconds',
      default: 0,
      example: '5000',
    }),
    SHUTDOWN_TIMEOUT_MS: integer({ min: 100, max: 120_000 })({
      desc: 'how long closing may take after that before the process ends regardless, in milliseconds',
      default: 10_000,
      example: '20000',
    }),
  };
}
