import { createHealth } from '@foldline/service-kit/health';
import { createPeerClient } from '@foldline/service-kit/http/peer-client';
import type { Logger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { buildApp } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { openDatabase } from '../src/database.ts';

export interface VotingOptions {
  databaseUrl: string;
  catalogUrl: string;
  /** Further variables; without any, no rate is limited. */
  env?: Record<string, string>;
  logger?: Logger;
}

export interface Voting {
  url: string;
  close(): Promise<void>;
}

/** No rate is limited, and the database may take its time: a machine may be busy with other packages' tests. */
export const unlimited = {
  RATE_LIMIT_VOTER_PER_MINUTE: '0',
  RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
  STATEMENT_TIMEOUT_MS: '20000',
};

/** The voting service inside the test's process, listening on a free port. */
export async function startVoting(options: VotingOptions): Promise<Voting> {
  const { databaseUrl, catalogUrl, env = unlimited, logger = quietLogger } = options;
  const config = loadConfig({ DATABASE_URL: databaseUrl, CATALOG_URL: catalogUrl, ...env });
  const metrics = createMetrics();
  const database = openDatabase({ config, logger });
  const catalog = createPeerClient({
    peer: 'catalog',
    baseUrl: catalogUrl,
    logger,
    metrics,
    timeoutMs: config.CATALOG_TIMEOUT_MS,
  });
  const health = createHealth({
    database: { probe: database.probe, required: true },
    catalog: { probe: (signal) => catalog.probe(signal), required: false },
  });
  const app = await buildApp({ config, logger, health, metrics, database, catalog });
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await app.close();
      await catalog.close();
      await database.close();
    },
  };
}
