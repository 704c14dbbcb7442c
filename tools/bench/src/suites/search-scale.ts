import { Pool } from 'pg';
import { datasetWords, generateCatalog } from '../catalog-dataset.ts';
import type { Figure } from '../figure.ts';
import { requestLatencies } from '../request-latency.ts';
import { startService, type ShopService } from '../shop-service.ts';
import { percentile } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const sizes = { small: 1000, large: 1_000_000 };
const samples = 200;
const warmUps = 30;

/** A catalog that runs with its products, and how each kind of request to it reads. */
interface FilledCatalog {
  requests: Record<string, (number: number) => string>;
  close(): Promise<void>;
}

/** The catalog's reads at a million products against the same at a thousand, with the catalog's cache of answers off. */
export const searchScale: Suite = async ({ database, services, say }) => {
  const small = await fill(services.catalog, sizes.small);
  const large = await fill({ ...services.catalog, port: services.catalog.port + 10 }, sizes.large);
  try {
    const figures: Figure[] = [];
    for (const [name, toSmall] of Object.entries(small.requests)) {
      say(`reading from both, ${name}`);
      const toLarge = large.requests[name] ?? toSmall;
      // The first requests of a kind warm PostgreSQL's own caches, as any traffic would.
      await inTurns(toLarge, toSmall, samples, warmUps);
      const latencies = await inTurns(toLarge, toSmall, 0, samples);
      const ours = percentile(latencies.one, 0.95);
      const reference = percentile(latencies.other, 0.95);
      figures.push({
        name,
        ours: `${ours.toFixed(2)} ms`,
        reference: `${reference.toFixed(2)} ms`,
        ratio: ours / reference,
        target: { atMost: 2 },
      });
    }
    return {
      title: 'Catalog reads at 1,000,000 products against 1,000, p95',
      figures,
      notes: [
        `One connection to each, ${samples} requests a row, one to the one and one to the other, the catalog's cache of answers off.`,
      ],
    };
  } finally {
    await Promise.all([small.close(), large.close()]);
  }

  async function fill(service: ShopService, count: number): Promise<FilledCatalog> {
    const url = await database(`products_${count}`);
    const env = { DATABASE_URL: url, MIGRATE_ON_START: 'true', SEED_PRODUCTS: 'false', CACHE_BYTES: '0' };
    const catalog = await startService(service, env);
    const pool = new Pool({ connectionString: url, max: 2 });
    try {
      say(`making ${count} products`);
      await generateCatalog(pool, count);
      const { rows } = await pool.query<{ id: string; slug: string }>(
        'SELECT id, slug FROM products ORDER BY hashtext(slug) LIMIT 500',
      );
      return { requests: requestsTo(`${catalog.url}/api/products`, rows), close: () => catalog.stop() };
    } catch (error) {
      await catalog.stop();
      throw error;
    } finally {
      await pool.end();
    }
  }
};

function requestsTo(api: string, rows: readonly { id: string; slug: string }[]): FilledCatalog['requests'] {
  return {
    list: (n) => `${api}?limit=${1 + (n % 100)}&sort=${['newest', 'price', '-price', 'name'][n % 4] ?? ''}`,
    'search, a rare word': (n) => `${api}?q=${datasetWords.rare}&limit=${1 + (n % 100)}`,
    'search, a word of every tenth product': (n) => `${api}?q=${datasetWords.tenth}&limit=${1 + (n % 100)}`,
    batch: (n) => `${api}?ids=${idsFrom(rows, n).join(',')}`,
    detail: (n) => `${api}/${rows[n % rows.length]?.slug ?? ''}`,
  };
}

/** Asks one and the other, so that a machine that gets slower does so for both; answers the latencies of each. */
async function inTurns(
  one: (number: number) => string,
  other: (number: number) => string,
  first: number,
  count: number,
): Promise<{ one: number[]; other: number[] }> {
  const urls = Array.from({ length: count }, (_, n) => [one(first + n), other(first + n)]).flat();
  const latencies = await requestLatencies(urls);
  return {
    one: latencies.filter((_, n) => n % 2 === 0),
    other: latencies.filter((_, n) => n % 2 === 1),
  };
}

/** The ids of 24 products, others for each number. */
function idsFrom(rows: readonly { id: string }[], number: number): string[] {
  return Array.from({ length: 24 }, (_, index) => rows[(number * 7 + index) % rows.length]?.id ?? '');
}
