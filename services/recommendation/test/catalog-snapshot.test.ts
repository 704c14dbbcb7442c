import { expect, it } from 'vitest';
import { idOf, products } from './products.ts';
import { OUTDATED_MS, startRecommendation } from './recommendation.ts';

it('reads the catalog to its last page', async () => {
  const { app, catalog } = await startRecommendation();
  catalog.products = products(250);
  const response = await app.inject(`/api/products/${idOf(250)}/similar`);
  expect(response.statusCode).toBe(200);
  expect(catalog.requests.map(({ url }) => url)).toEqual([
    '/api/products?sort=newest&limit=100',
    '/api/products?sort=newest&limit=100&cursor=100',
    '/api/products?sort=newest&limit=100&cursor=200',
  ]);
});

it('holds no more products than it may, says so once, and goes on with what it has', async () => {
  const { app, catalog, log, pass } = await startRecommendation({ MAX_PRODUCTS: '150' });
  catalog.products = products(250);
  for (let round = 0; round < 3; round += 1) {
    expect((await app.inject(`/api/products/${idOf(150)}/similar`)).statusCode).toBe(200);
    expect((await app.inject(`/api/products/${idOf(151)}/similar`)).statusCode).toBe(404);
    pass(OUTDATED_MS);
  }
  const warnings = log.lines().filter(({ level, maxProducts }) => level === 'warn' && maxProducts === 150);
  expect(warnings).toHaveLength(1);
});

it('holds exactly as many as it may without a warning', async () => {
  const { app, catalog, log } = await startRecommendation({ MAX_PRODUCTS: '5' });
  expect((await app.inject(`/api/products/${idOf(5)}/similar`)).statusCode).toBe(200);
  expect(catalog.requests).toHaveLength(1);
  expect(log.text()).not.toContain('MAX_PRODUCTS');
});

it('keeps the last snapshot whole when a later page fails', async () => {
  const { app, catalog, pass } = await startRecommendation();
  catalog.products = products(150);
  const address = `/api/products/${idOf(150)}/similar`;
  await app.inject(address);
  const [first] = catalog.products;
  if (!first) throw new Error('there is a first product');
  catalog.products = [...products(120), { ...first, slug: 5 as unknown as string }];
  pass(OUTDATED_MS);
  expect((await app.inject(address)).json()).toMatchObject({ stale: true });
});
