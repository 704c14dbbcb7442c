import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@foldline/service-kit/logger';
import { Client } from 'pg';
import type { AnswerCache } from './answer-cache.ts';

export interface ChangeListenerOptions {
  connectionString: string;
  cache: AnswerCache;
  logger: Logger;
}

export interface ChangeListener {
  close(): Promise<void>;
}

// The channel on which the triggers of prisma/migrations tell of changes.
const channel = 'catalog_changed';
const timeoutMs = 2000;
const heartbeatMs = 5000;
const retryMs = 1000;

/**
 * Clears the cache whenever products or categories change in the database, whoever changed them. It listens on a
 * connection of its own; while that is down, the cache is switched off.
 */
export function listenForChanges({ connectionString, cache, logger }: ChangeListenerOptions): ChangeListener {
  const stop = new AbortController();
  const isStopped = (): boolean => stop.signal.aborted;
  let isOutageKnown = false;
  const finished = keepListening();

  async function keepListening(): Promise<void> {
    while (!isStopped()) {
      const error: unknown = await listen().catch((reason: unknown) => reason);
      cache.distrust();
      if (isStopped()) return;
      if (!isOutageKnown) logger.warn({ err: error }, 'no word of changes in the database: the cache is off');
      isOutageKnown = true;
      await wait(retryMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  async function listen(): Promise<void> {
    const client = new Client({
      connectionString,
      application_name: 'catalog-changes',
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    client.on('notification', () => {
      cache.clear();
    });
    // Whatever breaks a connection ends it too; without a listener the event would end the process.
    client.on('error', () => undefined);
    // Rejects when the connection breaks; the heartbeat notices one that only seems to be there.
    const lost = once(client, 'end', { signal: stop.signal }).then(() => {
      throw new Error('The connection ended.');
    });
    try {
      await Promise.race([lost, listenAndCheck(client)]);
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  async function listenAndCheck(client: Client): Promise<void> {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    cache.trust();
    if (isOutageKnown) logger.info('changes in the database are heard again: the cache is on');
    isOutageKnown = false;
    for (;;) {
      await wait(heartbeatMs, undefined, { signal: stop.signal });
      await client.query('SELECT 1');
    }
  }

  return {
    async close() {
      stop.abort();
      await finished;
    },
  };
}
