import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { cast, send, withdraw } from './api.ts';
import { startCatalogStandIn, type CatalogStandIn } from './catalog-stand-in.ts';
import { startVoting, type Voting } from './voting.ts';

interface Leaderboard {
  window: string;
  asOf: string;
  items: { productId: string; votes: number; rank: number; previousRank: number | null }[];
}

let database: TestDatabase;
let catalog: CatalogStandIn;
let voting: Voting;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalogStandIn();
  voting = await startVoting({ databaseUrl: database.url, catalogUrl: catalog.url });
  pool = new Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await voting.close();
  await catalog.close();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('TRUNCATE votes, tallies');
});
afterEach(() => {
  vi.useRealTimers();
});

async function leaderboard(query = ''): Promise<Leaderboard> {
  return (await send(`${voting.url}/api/leaderboard${query}`)).body as Leaderboard;
}

/** A vote of long ago: cast like any other, then moved back in time. Answers whose it is. */
async function castLongAgo(productId: string, age: string): Promise<string> {
  const voter = randomUUID();
  await cast(voting.url, productId, voter);
  await pool.query('UPDATE votes SET voted_at = now() - $1::interval WHERE voter_id = $2', [age, voter]);
  return voter;
}

test('without votes it is empty, and still says when that was', async () => {
  for (const window of ['24h', '7d', '30d', 'all']) {
    const { asOf, ...rest } = await leaderboard(`?window=${window}`);
    expect(rest).toEqual({ window, items: [] });
    expect(Date.parse(asOf)).not.toBeNaN();
  }
});

test('a window holds the votes that are younger than it is long', async () => {
  const ages = ['0', '23:59', '24:01', '167:59', '168:01', '719:59', '720:01', '1 year'];
  const productId = catalog.addProduct();
  for (const age of ages) await castLongAgo(productId, age);
  const votes = await Promise.all(
    ['24h', '7d', '30d', 'all'].map(
      async (window) => (await leaderboard(`?window=${window}`)).items[0]?.votes,
    ),
  );
  expect(votes).toEqual([2, 4, 6, 8]);
});

test("the database's clock decides, not the service's", async () => {
  const productId = catalog.addProduct();
  await castLongAgo(productId, '23:00');
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2101-01-01') });
  const { asOf, items } = await leaderboard('?window=24h');
  expect(items).toEqual([{ productId, votes: 1, rank: 1, previousRank: null }]);
  const { rows } = await pool.query<{ seconds: number }>(
    'SELECT abs(extract(epoch FROM now() - $1::timestamptz))::float AS seconds',
    [asOf],
  );
  expect(rows[0]?.seconds).toBeLessThan(10);
});

test.each(['24h', 'all'])(
  'equal votes share a rank, the next rank skips, and ids decide the order (%s)',
  async (window) => {
    const products = Array.from({ length: 6 }, () => catalog.addProduct());
    const counts = [1, 3, 2, 3, 2, 2];
    const casts = products.flatMap((product, index) =>
      Array.from({ length: counts[index] ?? 0 }, () => cast(voting.url, product, randomUUID())),
    );
    await Promise.all(casts);
    const expected = [3, 2, 1].flatMap((votes) =>
      products.filter((_, index) => counts[index] === votes).sort(),
    );
    const { items } = await leaderboard(`?window=${window}`);
    expect(items.map(({ productId }) => productId)).toEqual(expected);
    expect(items.map(({ votes, rank }) => [votes, rank])).toEqual([
      [3, 1],
      [3, 1],
      [2, 3],
      [2, 3],
      [2, 3],
      [1, 6],
    ]);
    const shorter = await leaderboard(`?window=${window}&limit=4`);
    expect(shorter.items).toEqual(items.slice(0, 4));
  },
);

test('a product whose votes were all withdrawn is not on it', async () => {
  const [productId, voter] = [catalog.addProduct(), randomUUID()];
  await cast(voting.url, productId, voter);
  await withdraw(voting.url, productId, voter);
  expect((await leaderboard()).items).toEqual([]);
  expect((await leaderboard('?window=24h')).items).toEqual([]);
});

test('it has 10 products of all time unless asked otherwise', async () => {
  const products = Array.from({ length: 12 }, () => catalog.addProduct());
  for (const productId of products) await castLongAgo(productId, '1 year');
  const { window, items } = await leaderboard();
  expect(window).toBe('all');
  expect(items).toHaveLength(10);
});

describe('previousRank', () => {
  const windows = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24, all: Infinity };

  /** Stores votes of the given ages in hours, a list for each product, and answers the products' ids. */
  async function store(ages: number[][]): Promise<string[]> {
    const ids = ages.map(() => randomUUID());
    await pool.query(
      `INSERT INTO votes (product_id, voter_id, voted_at)
       SELECT product_id, gen_random_uuid(), now() - age * interval '1 hour'
       FROM unnest($1::uuid[], $2::float[]) AS vote (product_id, age)`,
      [ages.flatMap((some, index) => some.map(() => ids[index])), ages.flat()],
    );
    await pool.query('INSERT INTO tallies SELECT product_id, count(*) FROM votes GROUP BY product_id');
    return ids;
  }

  async function previousRanks(query: string): Promise<Map<string, number | null>> {
    const { items } = await leaderboard(query);
    return new Map(items.map(({ productId, previousRank }) => [productId, previousRank]));
  }

  test.each(['24h', '7d', '30d', 'all'] as const)(
    'is the rank among all products on the board of 24 hours ago (%s)',
    async (window) => {
      const hours = windows[window];
      // On both sides of every limit, in numbers that differ from product to product and often tie.
      const limits = [0, 24, 48, 168, 192, 720, 744].flatMap((limit) => [limit - 1, limit + 1]).slice(1);
      const ages = Array.from({ length: 40 }, (_, product) =>
        limits.flatMap((age, index) => Array.from({ length: (product * (index + 3)) % 4 }, () => age)),
      );
      const ids = await store(ages);
      const earlier = ages.map((some) => some.filter((age) => age > 24 && age < 24 + hours).length);
      const expected = earlier.map((votes) =>
        votes === 0 ? null : 1 + earlier.filter((other) => other > votes).length,
      );
      const all = await previousRanks(`?window=${window}&limit=100`);
      expect(all.size).toBeGreaterThan(20);
      for (const [id, rank] of all) expect(rank).toBe(expected[ids.indexOf(id)]);
      const few = await previousRanks(`?window=${window}&limit=3`);
      expect([...few]).toEqual([...all].slice(0, 3));
    },
  );

  test.each([
    ['24h', [30, 30]],
    ['all', [30, 30, 30]],
  ] as const)(
    'counts products that are no longer listed, or no longer on the board (%s)',
    async (window, ages) => {
      const [leader = ''] = await store([[1, 1, 1, 1, 30], [...ages], [...ages]]);
      expect(await previousRanks(`?window=${window}&limit=1`)).toEqual(new Map([[leader, 3]]));
    },
  );

  test('is null for a product that was not on the board then, even if it was before', async () => {
    const [returned = '', settled = ''] = await store([
      [1, 1, 50],
      [1, 25],
    ]);
    expect(await previousRanks('?window=24h')).toEqual(
      new Map([
        [returned, null],
        [settled, 1],
      ]),
    );
    expect(await previousRanks('?window=all')).toEqual(
      new Map([
        [returned, 1],
        [settled, 1],
      ]),
    );
  });

  test.each(['24h', 'all'])('counts no vote that was withdrawn since (%s)', async (window) => {
    const [productId, rival] = [catalog.addProduct(), catalog.addProduct()];
    const leaving = await castLongAgo(productId, '25:00');
    await castLongAgo(productId, '25:00');
    for (const age of ['25:00', '25:00', '1:00', '1:00']) await castLongAgo(rival, age);
    await castLongAgo(productId, '1:00');
    expect(await previousRanks(`?window=${window}`)).toEqual(
      new Map([
        [rival, 1],
        [productId, 1],
      ]),
    );
    await withdraw(voting.url, productId, leaving);
    expect(await previousRanks(`?window=${window}`)).toEqual(
      new Map([
        [rival, 1],
        [productId, 2],
      ]),
    );
  });
});
