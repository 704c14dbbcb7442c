import { describe, expect, it } from 'vitest';
import type { Product } from '../src/catalog/product.ts';
import { idOf, product, products } from './products.ts';
import { startRecommendation } from './recommendation.ts';

const flowers = { slug: 'flowers', name: 'Flowers' };
const slugs = (items: Product[]): string[] => items.map(({ slug }) => slug);

describe('GET /api/products/{id}/similar', () => {
  it('answers other products, the most similar first', async () => {
    const { app, catalog } = await startRecommendation();
    const near = product(2);
    const dear = product(3, { priceCents: 1500 });
    const hard = product(4, { difficulty: 'expert' });
    const other = product(5, { category: flowers });
    catalog.products = [other, hard, dear, product(1), near];
    const response = await app.inject(`/api/products/${idOf(1)}/similar`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ items: [near, dear, hard, other], stale: false });
  });

  it('answers four, or as many as are asked for', async () => {
    const { app, catalog } = await startRecommendation();
    catalog.products = products(20);
    const count = async (query: string): Promise<number> => {
      const response = await app.inject(`/api/products/${idOf(1)}/similar${query}`);
      return response.json<{ items: Product[] }>().items.length;
    };
    expect(await count('')).toBe(4);
    expect(await count('?limit=1')).toBe(1);
    expect(await count('?limit=12')).toBe(12);
  });

  it('knows an id by its value, not by its letters', async () => {
    const { app, catalog } = await startRecommendation();
    catalog.products = [product(1, { id: 'abcdefab-0000-4000-8000-000000000001' }), product(2)];
    const response = await app.inject('/api/products/ABCDEFAB-0000-4000-8000-000000000001/similar');
    expect(slugs(response.json<{ items: Product[] }>().items)).toEqual(['model-2']);
  });

  it('is 404 for a product that the catalog does not have', async () => {
    const { app } = await startRecommendation();
    const response = await app.inject(`/api/products/${idOf(99)}/similar`);
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'not-found', status: 404 });
  });

  it.each(['?limit=0', '?limit=13', '?limit=many', '?limit=2.5', '?limit=1&limit=2'])(
    'refuses %s',
    async (query) => {
      const { app } = await startRecommendation();
      const response = await app.inject(`/api/products/${idOf(1)}/similar${query}`);
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ code: 'invalid-request', errors: [{ parameter: 'limit' }] });
    },
  );

  it('refuses an id that is no UUID', async () => {
    const { app } = await startRecommendation();
    const response = await app.inject('/api/products/crane/similar');
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ parameter: 'id' }] });
  });
});
