import { Pool } from 'pg';
import { datasetWords, generateCatalog } from '../catalog-dataset.ts';
import type { Figure } from '../figure.ts';
import { requestLatencies } from '../request-latency.ts';
import { startService } from '../shop-service.ts';
import { percentile } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const sizes = { small: 1000, large: 1_000_000 };
const samples = 200;

/** The catalog's reads at a million products against the same at a thousand, with the catalog's cache of answers off. */
export const searchScale: Suite = async ({ database, services, say }) => {
  const small = await measure(sizes.small);
  const large = await measure(sizes.large);
  const figures = Object.keys(small).map((name): Figure => {
    const ours = large[name] ?? NaN;
    const reference = small[name] ?? NaN;
    return {
      name,
      ours: `${ours.toFixed(2)} ms`,
      reference: `${reference.toFixed(2)} ms`,
      ratio: ours / reference,
      target: { atMost: 2 },
    };
  });
  return {
    title: 'Catalog reads at 1,000,000 products against 1,000, p95',
    figures,
    notes: [`One connection, ${samples} requests a row, the catalog's cache of answers off.`],
  };

  async function measure(count: number): Promise<Record<string, number>> {
    const url = await database(`products_${count}`);
    const env = { DATABASE_URL: url, MIGRATE_ON_START: 'true', SEED_PRODUCTS: 'false', CACHE_BYTES: '0' };
    const catalog = await startService(services.catalog, env);
    const pool = new Pool({ connectionString: url, max: 2 });
    try {
      say(`making ${count} products`);
      await generateCatalog(pool, count);
      const { rows } = await pool.query<{ id: string; slug: string }>(
        'SELECT id, slug FROM products ORDER BY hashtext(slug) LIMIT 500',
      );
      say(`reading from ${count} products`);
      const api = `${catalog.url}/api/products`;
      const requests: Record<string, (n: number) => string> = {
        list: (n) =>
          `${api}?limit=${1 + (n % 100)}&sort=${['newest', 'price', '-price', 'name'][n % 4] ?? ''}`,
        'search, a rare word': (n) => `${api}?q=${datasetWords.rare}&limit=${1 + (n % 100)}`,
        'search, a word of every tenth product': (n) =>
          `${api}?q=${datasetWords.tenth}&limit=${1 + (n % 100)}`,
        batch: (n) => `${api}?ids=${idsFrom(rows, n).join(',')}`,
        detail: (n) => `${api}/${rows[n % rows.length]?.slug ?? ''}`,
      };
      const latencies: Record<string, number> = {};
      for (const [name, urlOf] of Object.entries(requests)) {
        // The first requests of a kind warm PostgreSQL's own caches, as any traffic would.
        await requestLatencies(Array.from({ length: 30 }, (_, n) => urlOf(samples + n)));
        const urls = Array.from({ length: samples }, (_, n) => urlOf(n));
        latencies[name] = percentile(await requestLatencies(urls), 0.95);
      }
      return latencies;
    } finally {
      await pool.end();
      await catalog.stop();
    }
  }
};

/** The ids of 24 products, others for each number. */
function idsFrom(rows: readonly { id: string }[], number: number): string[] {
  return Array.from({ length: 24 }, (_, index) => rows[(number * 7 + index) % rows.length]?.id ?? '');
}
