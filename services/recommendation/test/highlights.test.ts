import { failures } from '@foldline/service-kit/testing/stand-in';
import { describe, expect, it } from 'vitest';
import type { Product } from '../src/catalog/product.ts';
import { products } from './products.ts';
import { OUTDATED_MS, PAUSE_MS, startRecommendation } from './recommendation.ts';

interface Daily {
  date: string;
  product: Product;
}

interface Trending {
  items: { product: Product; score: number }[];
}

describe('GET /api/highlights', () => {
  it('answers what the daily product and the trending ones are, each as its own route does', async () => {
    const { app } = await startRecommendation();
    for (const date of ['2026-02-28', '2026-03-01', '2026-03-02']) {
      const { product } = (await app.inject(`/api/daily?date=${date}`)).json<Daily>();
      const { items } = (await app.inject('/api/trending?limit=2')).json<Trending>();
      const response = await app.inject(`/api/highlights?date=${date}&trending=2`);
      expect(response.statusCode).toBe(200);
      expect(response.json()).toEqual({ date, daily: product, trending: items, stale: false });
    }
  });

  it('is about today in UTC unless a date is given, and has six trending products at most', async () => {
    const { app, catalog, voting, setTime } = await startRecommendation();
    catalog.products = products(9);
    const votes = Object.fromEntries(catalog.products.map(({ id }) => [id, 1]));
    voting.leaderboards = { '24h': votes, '7d': votes, '30d': votes };
    setTime('2026-11-24T23:59:59.999Z');
    const { date, trending } = (await app.inject('/api/highlights')).json<{
      date: string;
      trending: unknown[];
    }>();
    expect(date).toBe('2026-11-24');
    expect(trending).toHaveLength(6);
  });

  it('lets no cache keep "today" beyond midnight', async () => {
    const { app, setTime } = await startRecommendation();
    setTime('2026-11-24T23:59:56.500Z');
    expect((await app.inject('/api/highlights')).headers['cache-control']).toBe('public, max-age=3');
    const dated = await app.inject('/api/highlights?date=2026-11-24');
    expect(dated.headers['cache-control']).toBe('public, max-age=10');
  });

  it('has an empty list, and not null, while nobody has voted', async () => {
    const { app, voting } = await startRecommendation();
    voting.leaderboards = { '24h': {}, '7d': {}, '30d': {} };
    expect((await app.inject('/api/highlights')).json()).toMatchObject({ trending: [], stale: false });
  });

  it.each(failures)(
    'goes without the trending ones until voting, which is %s, answers for the first time',
    async (failure) => {
      const { app, voting, pass } = await startRecommendation();
      voting.become(failure);
      const response = await app.inject('/api/highlights?date=2026-11-24');
      expect(response.statusCode).toBe(200);
      const { product } = (await app.inject('/api/daily?date=2026-11-24')).json<Daily>();
      expect(response.json()).toEqual({ date: '2026-11-24', daily: product, trending: null, stale: false });
      expect(response.headers['cache-control']).toBe('public, max-age=0');
      voting.become('well');
      const complete = async (): Promise<unknown> => {
        pass(PAUSE_MS);
        const { headers, body } = await app.inject('/api/highlights?date=2026-11-24');
        const { trending } = JSON.parse(body) as { trending: unknown[] | null };
        return { trending: trending?.length, cacheControl: headers['cache-control'] };
      };
      await expect.poll(complete).toEqual({ trending: 3, cacheControl: 'public, max-age=10' });
    },
  );

  it('says that the daily product is stale, even without the trending ones', async () => {
    const { app, catalog, voting, pass } = await startRecommendation();
    voting.become('error');
    await app.inject('/api/highlights');
    catalog.become('error');
    pass(OUTDATED_MS);
    const response = await app.inject('/api/highlights');
    expect(response.json()).toMatchObject({ trending: null, stale: true });
    expect(response.headers.age).toBe('20');
  });

  it('is refused as the daily product is while the catalog is not known, or empty', async () => {
    const { app, catalog, pass } = await startRecommendation();
    const expectSameRefusal = async (status: number): Promise<void> => {
      const daily = await app.inject('/api/daily');
      const highlights = await app.inject('/api/highlights');
      expect(highlights.statusCode).toBe(status);
      expect(highlights.json()).toEqual({ ...daily.json<object>(), requestId: expect.any(String) as string });
      expect(highlights.headers['retry-after']).toBe(daily.headers['retry-after']);
    };
    catalog.become('error');
    await expectSameRefusal(503);
    catalog.become('well');
    catalog.products = [];
    pass(PAUSE_MS);
    await expectSameRefusal(404);
  });

  it.each([
    ['date=2026-02-30', 'date'],
    ['date=', 'date'],
    ['trending=0', 'trending'],
    ['trending=25', 'trending'],
    ['trending=', 'trending'],
    ['limit=3', 'limit'],
  ])('refuses %s', async (query, parameter) => {
    const { app } = await startRecommendation();
    const response = await app.inject(`/api/highlights?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'invalid-request', errors: [{ parameter }] });
  });
});
