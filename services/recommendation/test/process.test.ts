import type { ServerResponse } from 'node:http';
import { runServiceCommand } from '@foldline/service-kit/testing/service-process';
import { startStandIn } from '@foldline/service-kit/testing/stand-in';
import { stopUnderLoad } from '@foldline/service-kit/testing/stop-under-load';
import { describe, expect, it } from 'vitest';
import { products } from './products.ts';
import { processOf, startService } from './service-process.ts';
import { startStandInCatalog } from './stand-in-catalog.ts';
import { startStandInVoting } from './stand-in-voting.ts';

describe('the process', () => {
  it('ends with code 1 and names all that it misses', async () => {
    const { code, output } = await runServiceCommand(processOf('recommendation', { PORT: 'http' }));
    expect(code).toBe(1);
    expect(output).toMatch(
      /^The configuration has 3 problems:\n- PORT .*\n- CATALOG_URL .*\n- VOTING_URL .*\n$/,
    );
  });

  // Windows has no signal that asks a process to stop.
  it.skipIf(process.platform === 'win32')('stops on SIGTERM without failing a request', async () => {
    const catalog = await startStandInCatalog(products(5));
    const voting = await startStandInVoting({ '24h': {}, '7d': {}, '30d': {} });
    const service = await startService('recommendation', {
      CATALOG_URL: catalog.url,
      VOTING_URL: voting.url,
      LOG_LEVEL: 'info',
      SHUTDOWN_DELAY_MS: '6000',
    });
    // Until then it has no answers to give.
    await expect.poll(async () => (await fetch(`${service.url}/readyz`)).status).toBe(200);
    const request = async (): Promise<number> => {
      const response = await fetch(`${service.url}/api/trending`);
      await response.arrayBuffer();
      return response.status;
    };
    const stopped = await stopUnderLoad({ service, clients: 8, request });
    expect(stopped).toEqual({ outcomes: [200], ended: 0 });
    await Promise.all([catalog.close(), voting.close()]);
  });

  it.skipIf(process.platform === 'win32')('finishes the answer that it is working on', async () => {
    const held: ServerResponse[] = [];
    const catalog = await startStandIn((_request, response) => held.push(response));
    const service = await startService('recommendation', {
      CATALOG_URL: catalog.url,
      VOTING_URL: catalog.url,
    });
    const answer = fetch(`${service.url}/api/daily`);
    await expect.poll(() => held).toHaveLength(1);
    const stopped = service.stop();
    const isRefused = (): Promise<boolean> =>
      fetch(`${service.url}/livez`).then(
        () => false,
        () => true,
      );
    await expect.poll(isRefused).toBe(true);
    held[0]
      ?.setHeader('content-type', 'application/json')
      .end(JSON.stringify({ items: products(1), nextCursor: null }));
    expect((await answer).status).toBe(200);
    expect(await stopped).toBe(0);
    await catalog.close();
  });
});
