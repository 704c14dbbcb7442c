import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Product, ProductPage, type ProductSummary } from '../src/products/product-schemas.ts';
import { products as seed } from '../src/seed/products.ts';
import { allPages, newProduct, page, send, write } from './api.ts';
import { startCatalog, type Catalog } from './catalog.ts';

let database: TestDatabase;
let catalog: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  catalog = await startCatalog({ databaseUrl: database.url });
});
afterAll(async () => {
  await catalog.close();
  await database.drop();
});

const [crane] = seed;
if (!crane) throw new Error('There are no products to test with.');

test('a list shows summaries and says where it goes on', async () => {
  const first = await page(catalog.url);
  expect(Value.Errors(ProductPage, first)).toEqual([]);
  expect(first.items).toHaveLength(24);
  expect(first.nextCursor).not.toBeNull();
  expect(first.items[0]).not.toHaveProperty('description');
});

test('a product has all its details', async () => {
  const { status, body } = await send<Product>(`${catalog.url}/api/products/${crane.slug}`);
  expect(status).toBe(200);
  expect(Value.Errors(Product, body)).toEqual([]);
  const { category, picture, ...told } = crane;
  expect(body).toMatchObject({ ...told, category: { slug: category, name: 'Birds' } });
  expect(body).not.toMatchObject({ picture });
});

test.each(['no-such-product', 'Not%20A%20Slug', '%00', '..%2f..%2fetc', 'x'.repeat(200)])(
  'there is no product %s',
  async (slug) => {
    expect(await send(`${catalog.url}/api/products/${slug}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found', status: 404 },
    });
  },
);

const levels = ['beginner', 'easy', 'intermediate', 'advanced', 'expert'];
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const nameKey = ({ name }: ProductSummary): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const orders: Record<string, (one: ProductSummary, other: ProductSummary) => number> = {
  price: (one, other) => one.priceCents - other.priceCents || compareText(one.id, other.id),
  '-price': (one, other) => other.priceCents - one.priceCents || compareText(other.id, one.id),
  name: (one, other) => compareText(nameKey(one), nameKey(other)) || compareText(one.id, other.id),
  difficulty: (one, other) =>
    levels.indexOf(one.difficulty) - levels.indexOf(other.difficulty) ||
    compareText(nameKey(one), nameKey(other)) ||
    compareText(one.id, other.id),
};

test.each(Object.keys(orders))('all pages in order of %s hold each product once', async (sort) => {
  const everything = await allPages(catalog.url, 'limit=100');
  const listed = await allPages(catalog.url, `sort=${sort}&limit=7`);
  expect(listed.map(({ slug }) => slug)).toEqual(everything.sort(orders[sort]).map(({ slug }) => slug));
  expect(listed).toHaveLength(seed.length);
});

test.each(['', '&sort=price', '&sort=-price', '&sort=name', '&sort=difficulty'])(
  'filters choose by category and difficulty (%s)',
  async (sort) => {
    const birds = await allPages(catalog.url, `category=birds&limit=2${sort}`);
    expect(birds.map(({ id }) => id).sort()).toEqual(
      seed
        .filter(({ category }) => category === 'birds')
        .map(({ id }) => id)
        .sort(),
    );
    const easy = await allPages(catalog.url, `difficulty=easy&limit=2${sort}`);
    expect(easy.map(({ id }) => id).sort()).toEqual(
      seed
        .filter(({ difficulty }) => difficulty === 'easy')
        .map(({ id }) => id)
        .sort(),
    );
    const both = await allPages(catalog.url, `category=birds&difficulty=easy&limit=2${sort}`);
    expect(both.map(({ id }) => id).sort()).toEqual(
      seed
        .filter(({ category, difficulty }) => category === 'birds' && difficulty === 'easy')
        .map(({ id }) => id)
        .sort(),
    );
  },
);

test('a category that does not exist has no products', async () => {
  expect(await page(catalog.url, '?category=spacecraft')).toEqual({ items: [], nextCursor: null });
});

test.each(['sort=newest', 'sort=price', 'sort=-price', 'sort=name', 'sort=difficulty', 'q=paper'])(
  'products that come and go while somebody pages (%s) neither hide nor repeat others',
  async (query) => {
    const before = await allPages(catalog.url, `${query}&limit=100`);
    const slug = (pageNumber: number): string => `passing-${pageNumber}`;
    const seen = await allPages(catalog.url, `${query}&limit=3`, async (pageNumber) => {
      const body = newProduct(slug(pageNumber), {
        name: `Paper ${pageNumber}`,
        priceCents: 1 + pageNumber * 300,
      });
      const created = await write(`${catalog.url}/api/products`, 'POST', { body });
      if (pageNumber % 2 === 0) await remove(slug(pageNumber), created.headers.get('etag'));
    });
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(before.map(({ id }) => id));
    expect(seen.filter(({ id }) => known.has(id))).toEqual(before);
    for (const { slug: left } of (await allPages(catalog.url, 'limit=100')).filter((product) =>
      product.slug.startsWith('passing-'),
    )) {
      await remove(left, '*');
    }
  },
);

async function remove(slug: string, etag: string | null): Promise<void> {
  const answer = await write(`${catalog.url}/api/products/${slug}`, 'DELETE', {
    headers: { 'if-match': etag ?? '' },
  });
  expect(answer.status).toBe(204);
}

test('a batch has the products that were asked for, in that order', async () => {
  const [one, two, three] = seed.slice(5, 8).map(({ id }) => id);
  const unknown = '00000000-0000-4000-8000-000000000000';
  const { items, nextCursor } = await page(catalog.url, `?ids=${three},${unknown},${one},${two}`);
  expect(items.map(({ id }) => id)).toEqual([three, one, two]);
  expect(nextCursor).toBeNull();
});

const uuid = crane.id;
const tooMany = Array.from({ length: 101 }, () => uuid).join(',');
test.each([
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=ten', 'limit'],
  ['limit=1.5', 'limit'],
  ['sort=colour', 'sort'],
  ['difficulty=impossible', 'difficulty'],
  ['category=Not%20A%20Slug', 'category'],
  ['category=%00', 'category'],
  ['colour=red', 'colour'],
  ['q=a&q=b', 'q'],
  [`q=${'x'.repeat(101)}`, 'q'],
  ['q=a+b+c+d+e+f+g+h+i+j+k', 'q'],
  ['ids=', 'ids'],
  ['ids=1', 'ids'],
  [`ids=${uuid},`, 'ids'],
  [`ids=${tooMany}`, 'ids'],
  [`ids=${uuid}&limit=3`, 'limit'],
  [`ids=${uuid}&q=crane`, 'q'],
  [`ids=${uuid}&include=categories`, 'include'],
  ['include=', 'include'],
  ['include=papers', 'include'],
  ['include=categories,papers', 'include'],
  ['include=categories&include=categories', 'include'],
  ['cursor=', 'cursor'],
  ['cursor=abc', 'cursor'],
])('%.40s is refused, and the answer names %s', async (query, parameter) => {
  const answer = await send(`${catalog.url}/api/products?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    code: 'invalid-request',
    errors: [{ parameter, detail: expect.stringMatching(/./) as string }],
  });
});

test('every wrong parameter is named', async () => {
  const { body } = await send(`${catalog.url}/api/products?limit=0&sort=colour&colour=red`);
  const { errors } = body as { errors: { parameter: string }[] };
  expect(errors.map(({ parameter }) => parameter).sort()).toEqual(['colour', 'limit', 'sort']);
});

test('a cursor continues its own list only, and cannot be made up', async () => {
  const { nextCursor } = await page(catalog.url, '?sort=price&limit=5');
  const cursor = nextCursor ?? '';
  expect((await page(catalog.url, `?sort=price&limit=9&cursor=${cursor}`)).items).toHaveLength(9);
  const bytes = Buffer.from(cursor, 'base64url');
  const withPosition = (text: string): string =>
    Buffer.concat([bytes.subarray(0, 16), Buffer.from(text)]).toString('base64url');
  const payload = bytes.toString('utf8', 16);
  const forged = [
    `?cursor=${cursor}`,
    `?sort=name&cursor=${cursor}`,
    `?sort=price&category=birds&cursor=${cursor}`,
    `?sort=price&q=crane&cursor=${cursor}`,
    `?sort=price&cursor=${cursor.slice(0, -1)}`,
    `?sort=price&cursor=${cursor.slice(0, 20)}`,
    `?sort=price&cursor=${cursor}A`,
    `?sort=price&cursor=${withPosition(payload.replace(/"\d+"/, '"1"'))}`,
    `?sort=price&cursor=${withPosition('not json')}`,
    `?sort=price&cursor=${Buffer.from(payload).toString('base64url')}`,
    `?sort=price&cursor=%00`,
  ];
  for (const query of forged) {
    expect(await send(`${catalog.url}/api/products${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'cursor' }] },
    });
  }
});

test('a cursor is worth the same on another instance', async () => {
  const other = await startCatalog({ databaseUrl: database.url });
  const { nextCursor } = await page(catalog.url, '?limit=5');
  expect(await page(other.url, `?limit=5&cursor=${nextCursor}`)).toEqual(
    await page(catalog.url, `?limit=5&cursor=${nextCursor}`),
  );
  await other.close();
});
