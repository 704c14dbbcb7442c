import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newProduct, page, send, write } from './api.ts';
import { startCatalog, type Catalog } from './catalog.ts';

let database: TestDatabase;
let one: Catalog;
let other: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  one = await startCatalog({ databaseUrl: database.url, cache: 'listening' });
  other = await startCatalog({ databaseUrl: database.url, cache: 'listening' });
});
afterAll(async () => {
  await one.close();
  await other.close();
  await database.drop();
});

const addresses = [
  '/api/products',
  '/api/products?q=crane',
  '/api/products?category=birds&sort=name',
  '/api/products?include=categories',
  '/api/products/orizuru-crane',
  '/api/categories',
  '/images/orizuru-crane.svg',
];

test.each(addresses)('%s is sent again only when it has changed', async (address) => {
  const first = await send(one.url + address);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  expect((await send(other.url + address)).headers.get('etag')).toBe(etag);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await send(one.url + address, { headers: { 'if-none-match': known } });
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect(again.headers.get('etag')).toBe(etag);
    expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
  }
  const unknown = await send(one.url + address, { headers: { 'if-none-match': '"other"' } });
  expect(unknown).toMatchObject({ status: 200, body: first.body });
});

test('an entity tag changes exactly when the answer does', async () => {
  const tag = async (address: string): Promise<string | null> =>
    (await send(one.url + address)).headers.get('etag');
  const tags = (): Promise<(string | null)[]> =>
    Promise.all(
      ['/api/products?category=birds', '/api/products?category=boxes', '/api/products/swan'].map(tag),
    );
  const [birds, boxes, swan] = await tags();
  const patch = { body: { priceCents: 123_456 }, headers: { 'if-match': swan ?? '' } };
  expect((await write(`${one.url}/api/products/swan`, 'PATCH', patch)).status).toBe(200);
  const [birdsAfter, boxesAfter, swanAfter] = await tags();
  expect([birdsAfter, swanAfter]).not.toContain(birds);
  expect(swanAfter).not.toBe(swan);
  expect(boxesAfter).toBe(boxes);
});

test('an answer that includes the categories has another tag when a count changes, and only then', async () => {
  const address = `${one.url}/api/products?category=boxes&include=categories`;
  const tag = async (): Promise<string | null> => (await send(address)).headers.get('etag');
  const before = await tag();
  await write(`${one.url}/api/products`, 'POST', { body: newProduct('counted', { categorySlug: 'birds' }) });
  const counted = await tag();
  expect(counted).not.toBe(before);
  const headers = { 'if-match': '*' };
  await write(`${one.url}/api/products/counted`, 'PATCH', { body: { priceCents: 1 }, headers });
  expect(await tag()).toBe(counted);
  await write(`${one.url}/api/products/counted`, 'DELETE', { headers });
  expect(await tag()).toBe(before);
});

test('the same list with and without its categories are kept as two answers', async () => {
  const plain = '/api/products?category=boxes';
  for (const address of [plain, `${plain}&include=categories`, plain, `${plain}&include=categories`]) {
    const { body } = await send<object>(one.url + address);
    expect('categories' in body).toBe(address !== plain);
  }
});

test('HEAD answers what GET does, without the body', async () => {
  for (const address of addresses) {
    const got = await send(one.url + address);
    const headed = await send(one.url + address, { method: 'HEAD' });
    expect(headed).toMatchObject({ status: 200, body: undefined });
    for (const name of ['etag', 'content-type', 'cache-control', 'content-length']) {
      expect(headed.headers.get(name)).toBe(got.headers.get(name));
    }
  }
});

test('an instance sees its own writes at once, even when it hears of none', async () => {
  const deaf = await startCatalog({ databaseUrl: database.url, cache: 'deaf' });
  const product = `${deaf.url}/api/products/deaf`;
  const newest = async (): Promise<unknown> => (await page(deaf.url, '?sort=newest&limit=1')).items[0];
  await newest();
  await write(`${deaf.url}/api/products`, 'POST', { body: newProduct('deaf') });
  expect(await newest()).toMatchObject({ slug: 'deaf' });
  const headers = { 'if-match': '*' };
  await write(product, 'PATCH', { body: { priceCents: 7 }, headers });
  expect(await newest()).toMatchObject({ slug: 'deaf', priceCents: 7 });
  await write(product, 'DELETE', { headers });
  expect(await newest()).not.toMatchObject({ slug: 'deaf' });
  await deaf.close();
});

// Less than the age at which an answer is forgotten anyway: what is seen sooner was heard of.
const soon = { interval: 5, timeout: 4000 };

test('whoever writes sees it at once, and other instances soon', async () => {
  for (let round = 0; round < 20; round += 1) {
    await Promise.all(addresses.flatMap((address) => [send(one.url + address), send(other.url + address)]));
    const slug = `round-${round}`;
    const created = await write(`${one.url}/api/products`, 'POST', { body: newProduct(slug) });
    expect(created.status).toBe(201);
    expect((await page(one.url, '?sort=newest&limit=1')).items[0]?.slug).toBe(slug);
    await expect
      .poll(async () => (await page(other.url, '?sort=newest&limit=1')).items[0]?.slug, soon)
      .toBe(slug);
  }
});

test('changes that were made past the service are seen soon', async () => {
  const read = async (): Promise<unknown> => (await send(`${one.url}/api/products/ladybird`)).body;
  await read();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("UPDATE products SET name = 'Renamed' WHERE slug = 'ladybird'");
  await expect.poll(read, soon).toMatchObject({ name: 'Renamed' });
  await client.query("UPDATE categories SET name = 'Small animals' WHERE slug = 'insects'");
  await expect.poll(read, soon).toMatchObject({ category: { name: 'Small animals' } });
  await client.end();
});

test('while changes are not heard, nothing is answered from memory', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const readName = async (): Promise<unknown> => (await send(`${one.url}/api/products/swan`)).body;
  await readName();
  // Both instances lose their listening connections again and again while the product changes.
  for (let round = 0; round < 3; round += 1) {
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'catalog-changes'",
    );
    await client.query('UPDATE products SET name = $1 WHERE slug = $2', [`Owl ${round}`, 'swan']);
    await expect.poll(readName, soon).toMatchObject({ name: `Owl ${round}` });
  }
  await client.end();
});
