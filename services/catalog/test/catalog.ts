import { createHealth } from '@foldline/service-kit/health';
import type { Logger } from '@foldline/service-kit/logger';
import { createMetrics } from '@foldline/service-kit/metrics';
import { quietLogger } from '@foldline/service-kit/testing/quiet';
import { buildApp } from '../src/app.ts';
import { createAnswerCache } from '../src/cache/answer-cache.ts';
import { listenForChanges } from '../src/cache/change-listener.ts';
import { loadConfig } from '../src/config.ts';
import { openDatabase } from '../src/database.ts';

export const writeToken = 'a-token-for-tests-only';

export interface CatalogOptions {
  databaseUrl: string;
  env?: Record<string, string>;
  /** Whether answers are kept: `listening` for changes as in production, or `deaf` to those of others. */
  cache?: 'listening' | 'deaf';
  logger?: Logger;
}

export interface Catalog {
  url: string;
  close(): Promise<void>;
}

/** The catalog inside the test's process, listening on a free port. */
export async function startCatalog(options: CatalogOptions): Promise<Catalog> {
  const { databaseUrl, env, cache, logger = quietLogger } = options;
  // A machine may be busy with other packages' tests.
  const patient = { STATEMENT_TIMEOUT_MS: '20000' };
  const config = loadConfig({ DATABASE_URL: databaseUrl, WRITE_TOKEN: writeToken, ...patient, ...env });
  const database = openDatabase({ config, logger });
  const answers = createAnswerCache({ maxBytes: config.CACHE_BYTES });
  const changes =
    cache === 'listening'
      ? listenForChanges({ connectionString: databaseUrl, cache: answers, logger })
      : undefined;
  if (cache === 'deaf') answers.trust();
  const app = await buildApp({
    config,
    logger,
    health: createHealth({ database: { probe: database.probe, required: true } }),
    metrics: createMetrics(),
    prisma: database.prisma,
    cache: answers,
  });
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await app.close();
      await changes?.close();
      await database.close();
    },
  };
}
