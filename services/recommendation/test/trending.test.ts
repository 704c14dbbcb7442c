import { describe, expect, it } from 'vitest';
import { idOf, product } from './products.ts';
import { startRecommendation } from './recommendation.ts';

describe('GET /api/trending', () => {
  it('answers the products with the most recent votes, with their scores', async () => {
    const { app } = await startRecommendation();
    const response = await app.inject('/api/trending');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      items: [
        { product: product(1), score: 2.673 },
        { product: product(2), score: 1.984 },
        { product: product(3), score: 0.557 },
      ],
      stale: false,
    });
  });

  it('asks for the three windows side by side', async () => {
    const { app, voting } = await startRecommendation();
    await app.inject('/api/trending');
    const asked = voting.requests.map(({ url }) => url).sort();
    expect(asked).toEqual([
      '/api/leaderboard?window=24h&limit=100',
      '/api/leaderboard?window=30d&limit=100',
      '/api/leaderboard?window=7d&limit=100',
    ]);
  });

  it('leaves out what the catalog no longer has', async () => {
    const { app, catalog } = await startRecommendation();
    catalog.products = catalog.products.filter(({ id }) => id !== idOf(1));
    const { items } = (await app.inject('/api/trending')).json<{ items: { product: { slug: string } }[] }>();
    expect(items.map((item) => item.product.slug)).toEqual(['model-2', 'model-3']);
  });

  it('is empty while nobody has voted', async () => {
    const { app, voting } = await startRecommendation();
    voting.leaderboards = { '24h': {}, '7d': {}, '30d': {} };
    expect((await app.inject('/api/trending')).json()).toEqual({ items: [], stale: false });
  });

  it('answers as many as are asked for', async () => {
    const { app } = await startRecommendation();
    const response = await app.inject('/api/trending?limit=2');
    expect(response.json<{ items: unknown[] }>().items).toHaveLength(2);
  });

  it.each(['?limit=0', '?limit=25', '?limit='])('refuses %s', async (query) => {
    const { app } = await startRecommendation();
    const response = await app.inject(`/api/trending${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ parameter: 'limit' }] });
  });
});
