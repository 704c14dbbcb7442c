import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Product } from '../src/products/product-schemas.ts';
import { allPages, newProduct, send, write } from './api.ts';
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

const forGood = 'public, max-age=31536000, immutable';

test("every product's picture is at its imageUrl, and may be kept for good", async () => {
  for (const { imageUrl, name } of await allPages(catalog.url, 'limit=100')) {
    const { status, headers, body } = await send<string>(catalog.url + imageUrl);
    expect(status).toBe(200);
    expect(body).toMatch(/^<svg .*<\/svg>$/s);
    expect(body).toContain(`<title>${name}</title>`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': forGood,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  }
});

test.each(['', '?v=', '?v=outdated'])('a picture asked for with %j is asked for again', async (query) => {
  const { status, headers } = await send(`${catalog.url}/images/swan.svg${query}`);
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('public, no-cache');
});

test('a picture has another address when it, or its title, changes; and no other when a price does', async () => {
  const products = `${catalog.url}/api/products`;
  const body = newProduct('pictured', { name: '<script>alert("&")</script>' });
  const created = await write(products, 'POST', { body });
  const change = async (changes: object): Promise<Product> => {
    const answer = await write(`${products}/pictured`, 'PATCH', {
      body: changes,
      headers: { 'if-match': '*' },
    });
    expect(answer.status).toBe(200);
    return answer.body;
  };
  const svg = await send<string>(catalog.url + created.body.imageUrl);
  expect(svg.body).not.toContain('<script');
  const priced = await change({ priceCents: 1 });
  expect(priced.imageUrl).toBe(created.body.imageUrl);
  const renamed = await change({ name: 'Renamed' });
  const layer = {
    paper: { front: '#123456', back: '#654321' },
    facets: [
      {
        side: 'back',
        light: 0,
        points: [
          [0, 0],
          [0, 600],
          [600, 0],
        ],
      },
    ],
  };
  const redrawn = await change({ picture: { layers: [layer] } });
  const urls = [created.body.imageUrl, renamed.imageUrl, redrawn.imageUrl];
  expect(new Set(urls).size).toBe(3);
  const caching = await Promise.all(
    urls.map(async (url) => (await send(catalog.url + url)).headers.get('cache-control')),
  );
  expect(caching).toEqual(['public, no-cache', 'public, no-cache', forGood]);
});

test.each(['/images/no-such-product.svg', '/images/%00.svg', '/images/..%2fswan.svg', '/images/swan.png'])(
  'there is no picture at %s',
  async (address) => {
    expect(await send(catalog.url + address)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  },
);

test('an unknown parameter is named', async () => {
  expect(await send(`${catalog.url}/images/swan.svg?size=64`)).toMatchObject({
    status: 400,
    body: { errors: [{ parameter: 'size' }] },
  });
});
