import { createDatabaseIfMissing, databaseUrl } from '@foldline/local-postgres/databases';
import { startTemporaryCluster } from '@foldline/local-postgres/temporary-cluster';
import { startServiceProcess } from '@foldline/service-kit/testing/service-process';
import { startRealShop } from '../real-shop.ts';
import { fillBallot } from './fill-ballot.ts';
import { startOtherEnvironments } from './other-environments.ts';

const version = { VERSION: '1.5.1', COMMIT: '4f2a91c7d0be35a86e19f2c4d7b8a0513c6e92df' };
const nowhere = 'http://127.0.0.1:9';

/** The addresses of the storefronts that pictures are taken of. */
export interface Shops {
  /** All services of `dev`, with votes; preprod and prod are behind it. */
  whole: string;
  /** A frontend on a laptop, without its backends; of the other environments one is away. */
  alone: string;
}

/** Starts the shops, and ends them after `use`. */
export async function withShops(use: (shops: Shops) => Promise<void>): Promise<void> {
  const others = await startOtherEnvironments();
  const cluster = await startTemporaryCluster('screenshots');
  try {
    const databases = {
      catalog: databaseUrl(cluster.url, 'catalog'),
      voting: databaseUrl(cluster.url, 'voting'),
    };
    for (const name of Object.keys(databases)) await createDatabaseIfMissing(cluster.url, name);
    const whole = await startRealShop({
      databases,
      env: {
        ...version,
        ENVIRONMENT: 'dev',
        ENVIRONMENTS: `dev=${nowhere},preprod=${others.preprod},prod=${others.prod}`,
      },
    });
    try {
      await fillBallot(whole, databases.voting);
      const alone = await startServiceProcess({
        cwd: new URL('../../../', import.meta.url),
        env: {
          ...version,
          INSTANCE: 'frontend-1',
          CATALOG_URL: nowhere,
          VOTING_URL: nowhere,
          RECOMMENDATION_URL: nowhere,
          ENVIRONMENTS: `local=${nowhere},preprod=${others.preprod},prod=${nowhere}`,
        },
      });
      try {
        await use({ whole: whole.url, alone: alone.url });
      } finally {
        await alone.stop();
      }
    } finally {
      await whole.close();
    }
  } finally {
    await cluster.remove();
    others.close();
  }
}
