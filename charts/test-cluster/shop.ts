import { join } from 'node:path';
import { helm } from './command.ts';
import { get, serviceUrl } from './http.ts';
import { getPage, startLoad, type Load } from '../src/load.ts';
import { castVotes, type Votes } from './votes.ts';

/** A shop under load: visitors of the home page, and voters. */
export interface BusyShop {
  page: Load;
  voting: Load;
  votes: Votes;
  /** Ends both loads, and answers what failed of them. */
  stop(): Promise<string[]>;
}

/** The shop in a namespace, whose releases are named as their services. */
export interface Shop {
  /** Changes values of a release, and waits until its pods have them. */
  upgrade(service: string, ...settings: string[]): Promise<void>;
  /** Puts a load on the home page, and votes for a product at the same time. */
  busy(): Promise<BusyShop>;
}

/** @param charts the folder of the charts that the shop was installed from */
export function shopIn(namespace: string, charts: string): Shop {
  return {
    async upgrade(service, ...settings) {
      const values = ['--reset-then-reuse-values', ...settings.flatMap((setting) => ['--set', setting])];
      const chart = join(charts, service);
      await helm(namespace, 'upgrade', service, chart, ...values, '--wait', '--timeout', '3m');
    },
    async busy() {
      const response = await get(`${await serviceUrl(namespace, 'catalog')}/api/products?limit=1`);
      const { items } = (await response.json()) as { items: { id: string }[] };
      const votes = castVotes(await serviceUrl(namespace, 'voting'), items[0]?.id ?? '');
      const page = startLoad(getPage(`${await serviceUrl(namespace, 'frontend')}/`));
      const voting = startLoad(votes.ask);
      return {
        page,
        voting,
        votes,
        async stop() {
          await Promise.all([page.stop(), voting.stop()]);
          return [...page.failures, ...voting.failures];
        },
      };
    },
  };
}
