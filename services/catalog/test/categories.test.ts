import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { categories as seedCategories } from '../src/seed/categories.ts';
import { products as seed } from '../src/seed/products.ts';
import { newProduct, page, send, write } from './api.ts';
import { startCatalog, type Catalog } from './catalog.ts';

let database: TestDatabase;
let catalog: Catalog;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalog({ databaseUrl: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await catalog.close();
  await database.drop();
});

interface Category {
  slug: string;
  name: string;
  products: number;
}

async function categories(): Promise<Category[]> {
  return (await send<{ items: Category[] }>(`${catalog.url}/api/categories`)).body.items;
}

async function expectTrueCounts(): Promise<void> {
  const { rows } = await client.query<Category>(
    `SELECT slug, name, (SELECT count(*)::integer FROM products WHERE category_slug = categories.slug) AS products
     FROM categories ORDER BY position`,
  );
  expect(await categories()).toEqual(rows);
}

test('categories are in display order, with their numbers of products', async () => {
  expect(await categories()).toEqual(
    seedCategories.map(({ slug, name }) => ({
      slug,
      name,
      products: seed.filter(({ category }) => category === slug).length,
    })),
  );
});

describe('include=categories', () => {
  test.each(['', 'category=birds&difficulty=easy', 'q=crane&sort=price', 'category=spacecraft'])(
    'adds the categories of the whole catalog to a list (%s)',
    async (query) => {
      const list = await page(catalog.url, `?${query}`);
      expect(list).not.toHaveProperty('categories');
      const withCategories = await page(catalog.url, `?${query}&include=categories`);
      expect(withCategories).toEqual({ ...list, categories: await categories() });
    },
  );

  test('is chosen page by page, whatever the pages before had', async () => {
    const list = 'sort=price&limit=3';
    const { nextCursor } = await page(catalog.url, `?${list}`);
    const plain = await page(catalog.url, `?${list}&cursor=${nextCursor}`);
    const second = await page(catalog.url, `?${list}&cursor=${nextCursor}&include=categories`);
    expect(second).toEqual({ ...plain, categories: await categories() });
    expect(await page(catalog.url, `?${list}&cursor=${second.nextCursor}`)).not.toHaveProperty('categories');
  });
});

test('numbers stay true under many writers at once', async () => {
  const slugs = seedCategories.map(({ slug }) => slug);
  const category = (n: number): string => slugs[n % slugs.length] ?? '';
  await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const slug = `counted-${n}`;
      const body = newProduct(slug, { categorySlug: category(n) });
      expect((await write(`${catalog.url}/api/products`, 'POST', { body })).status).toBe(201);
      const moved = { body: { categorySlug: category(n * 7 + 3) }, headers: { 'if-match': '*' } };
      expect((await write(`${catalog.url}/api/products/${slug}`, 'PATCH', moved)).status).toBe(200);
      if (n % 3 === 0) {
        const gone = await write(`${catalog.url}/api/products/${slug}`, 'DELETE', {
          headers: { 'if-match': '*' },
        });
        expect(gone.status).toBe(204);
      }
    }),
  );
  await expectTrueCounts();
});

test('numbers stay true when many products change in one statement', async () => {
  await client.query(`UPDATE products SET category_slug = 'boxes' WHERE category_slug IN ('birds', 'toys')`);
  await expectTrueCounts();
  await client.query(`DELETE FROM products WHERE price_cents > 700`);
  await expectTrueCounts();
  await client.query(`DELETE FROM products WHERE FALSE`);
  await client.query(`TRUNCATE products`);
  await expectTrueCounts();
});
