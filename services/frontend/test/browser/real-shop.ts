import type { ServiceProcess } from '@foldline/service-kit/testing/service-process';
import { startServiceProcess } from '@foldline/service-kit/testing/service-process';

const services = new URL('../../../', import.meta.url);

export interface RealShopOptions {
  /** The addresses of two empty databases. */
  databases: { catalog: string; voting: string };
  /** More of the environment of all four. */
  env?: Record<string, string>;
}

export interface RealShop {
  /** The address of the storefront. */
  url: string;
  catalogUrl: string;
  votingUrl: string;
  /** Ends the frontend and starts it again at the same address. */
  restartFrontend(): Promise<void>;
  /** Ends all services. */
  close(): Promise<void>;
}

/** The four services as processes of their own, with the catalog's own products. */
export async function startRealShop({ databases, env: common }: RealShopOptions): Promise<RealShop> {
  const started: ServiceProcess[] = [];
  async function start(name: string, env: Record<string, string>): Promise<ServiceProcess> {
    const service = await startServiceProcess({
      cwd: new URL(`${name}/`, services),
      env: { INSTANCE: `${name}-1`, ...common, ...env },
    });
    started.push(service);
    return service;
  }
  async function close(): Promise<void> {
    for (const service of started) service.kill('SIGKILL');
    await Promise.all(started.map((service) => service.ended));
  }
  try {
    const catalog = await start('catalog', { DATABASE_URL: databases.catalog, MIGRATE_ON_START: 'true' });
    const voting = await start('voting', {
      DATABASE_URL: databases.voting,
      MIGRATE_ON_START: 'true',
      CATALOG_URL: catalog.url,
      // All visitors come from one machine.
      RATE_LIMIT_ADDRESS_PER_MINUTE: '0',
    });
    const backends = { CATALOG_URL: catalog.url, VOTING_URL: voting.url };
    const recommendation = await start('recommendation', backends);
    const frontendEnv = {
      ...backends,
      RECOMMENDATION_URL: recommendation.url,
      COOKIE_SECRETS: 'a secret that is long enough for this',
      // A page that is asked for while the machine has much else to do must be whole all the same.
      PAGE_BUDGET_MS: '10000',
      BACKEND_TIMEOUT_MS: '10000',
    };
    let frontend = await start('frontend', frontendEnv);
    const { url } = frontend;
    return {
      url,
      catalogUrl: catalog.url,
      votingUrl: voting.url,
      async restartFrontend() {
        await frontend.stop();
        frontend = await start('frontend', { ...frontendEnv, PORT: new URL(url).port });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
