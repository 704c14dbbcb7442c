import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import type { EnvironmentAddress } from '../src/environments/environment-list.ts';
import type { EnvironmentStatus } from '../src/status/environment-status.ts';
import { openShop, type Addresses, type Shop, type ShopOptions } from './shop.ts';
import { startStatusStandIn, type StatusStandIn } from './status-stand-in.ts';

export interface StatusShop extends Shop {
  catalog: StatusStandIn;
  voting: StatusStandIn;
  recommendation: StatusStandIn;
  status: () => Promise<EnvironmentStatus>;
}

/** A shop whose services say what they are. Its pages have time, unless a test takes it from them. */
export async function openStatusShop({ config, ...options }: ShopOptions = {}): Promise<StatusShop> {
  const standIns = await Promise.all(
    manifest.foldline.peers.map(async (name) => [name, await startStatusStandIn(name)] as const),
  );
  const addresses = Object.fromEntries(
    standIns.map(([name, { url }]) => [`${name.toUpperCase()}_URL`, url]),
  ) as Addresses;
  const shop = openShop(addresses, { ...options, config: { PAGE_BUDGET_MS: 6000, ...config } });
  return {
    ...shop,
    ...(Object.fromEntries(standIns) as Record<'catalog' | 'voting' | 'recommendation', StatusStandIn>),
    async status() {
      const answer = await shop.request.get('/status.json');
      return answer.body as EnvironmentStatus;
    },
  };
}

/** The shop of an environment, listening for others until the test is finished. */
export async function listenAs(
  name: string,
  config: NonNullable<ShopOptions['config']> = {},
): Promise<StatusShop & { address: EnvironmentAddress }> {
  const shop = await openStatusShop({ config: { ENVIRONMENT: name, ...config } });
  const server = createServer(shop.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ...shop, address: { name, origin: `http://127.0.0.1:${port}` } };
}
