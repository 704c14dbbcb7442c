import { createDatabaseIfMissing, databaseUrl } from '@foldline/local-postgres/databases';
import { startTemporaryCluster } from '@foldline/local-postgres/temporary-cluster';
import { imageName } from '../src/build-image.ts';
import { runContainer, startContainer, type Container, type Ended } from '../src/container.ts';
import type { Engine } from '../src/engine.ts';

export type ServiceName = 'catalog' | 'voting' | 'recommendation' | 'frontend';

export interface Shop {
  /** The addresses of the databases. */
  databases: { catalog: string; voting: string };
  /** What the subcommand `migrate` answered. */
  migrations: Ended[];
  /** Two instances of every service. */
  instances: Record<ServiceName, [Container, Container]>;
  /** Stops what still runs, and removes the data. */
  close(): Promise<void>;
}

/** The shop from its images, migrated as an init container would do it, two instances of each service. */
export async function startShop(engine: Engine): Promise<Shop> {
  const postgres = await startTemporaryCluster('images');
  const running: Container[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((container) => container.stop().catch(() => undefined)));
    await postgres.remove();
  };
  try {
    for (const name of ['catalog', 'voting']) await createDatabaseIfMissing(postgres.url, name);
    const databases = {
      catalog: databaseUrl(postgres.url, 'catalog'),
      voting: databaseUrl(postgres.url, 'voting'),
    };
    const migrations: Ended[] = [];
    const env: Record<string, string> = {
      SHUTDOWN_DELAY_MS: String(shutdownDelayMs),
      CATALOG_URL: 'http://127.0.0.1:1',
    };
    for (const name of ['catalog', 'voting'] as const) {
      const own = { ...env, DATABASE_URL: databases[name] };
      migrations.push(await runContainer(engine, { image: imageName(name), args: ['migrate'], env: own }));
    }
    const pair = async (name: ServiceName, own: Record<string, string>): Promise<[Container, Container]> => {
      const options = { image: imageName(name), env: { ...env, ...own } };
      const start = async (): Promise<Container> => {
        const container = await startContainer(engine, options);
        running.push(container);
        return container;
      };
      const [first, second] = await Promise.all([start(), start()]);
      env[`${name.toUpperCase()}_URL`] = first.url;
      return [first, second];
    };
    return {
      databases,
      migrations,
      instances: {
        catalog: await pair('catalog', { DATABASE_URL: databases.catalog }),
        voting: await pair('voting', { DATABASE_URL: databases.voting, RATE_LIMIT_ADDRESS_PER_MINUTE: '0' }),
        recommendation: await pair('recommendation', {}),
        frontend: await pair('frontend', {
          COOKIE_SECRETS: 'a secret that signs the cookies of this check only',
        }),
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** How long an instance goes on serving after it said that it is no longer ready, in milliseconds. */
export const shutdownDelayMs = 500;
