import { describe, expect, it } from 'vitest';
import { pickOfTheDay } from '../src/daily/daily-pick.ts';
import { product, products } from './products.ts';
import { startRecommendation } from './recommendation.ts';

describe('GET /api/daily', () => {
  it('answers the product of a date as the catalog lists it', async () => {
    const { app } = await startRecommendation();
    const response = await app.inject('/api/daily?date=2026-02-28');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      date: '2026-02-28',
      product: pickOfTheDay('2026-02-28', products(5)),
      stale: false,
    });
  });

  it('is the same for instances that read the catalog in another order', async () => {
    const [one, other] = [await startRecommendation(), await startRecommendation()];
    other.catalog.products.reverse();
    for (const day of ['01', '02', '03', '04', '05', '06', '07', '08']) {
      const address = `/api/daily?date=2026-11-${day}`;
      expect((await other.app.inject(address)).json()).toEqual((await one.app.inject(address)).json());
    }
  });

  it('is about today in UTC unless a date is given, to the last millisecond', async () => {
    const { app, setTime } = await startRecommendation();
    setTime('2026-11-24T23:59:59.999Z');
    expect((await app.inject('/api/daily')).json()).toMatchObject({ date: '2026-11-24' });
    setTime('2026-11-25T00:00:00.000Z');
    expect((await app.inject('/api/daily')).json()).toMatchObject({ date: '2026-11-25' });
  });

  it('lets no cache keep "today" beyond midnight', async () => {
    const { app, setTime } = await startRecommendation();
    setTime('2026-11-24T23:59:56.500Z');
    expect((await app.inject('/api/daily')).headers['cache-control']).toBe('public, max-age=3');
    const dated = await app.inject('/api/daily?date=2026-11-24');
    expect(dated.headers['cache-control']).toBe('public, max-age=10');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', '26-01-01', 'today', '', '2026-01-01T00:00:00Z'])(
    'refuses %o, which is no date',
    async (date) => {
      const { app } = await startRecommendation();
      const response = await app.inject({ url: '/api/daily', query: { date } });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({ code: 'invalid-request', errors: [{ parameter: 'date' }] });
    },
  );

  it('is 404 while the catalog has no products, and finds the first that comes', async () => {
    const { app, catalog, pass } = await startRecommendation();
    catalog.products = [];
    const response = await app.inject('/api/daily');
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'not-found' });
    catalog.products = [product(7)];
    pass(60_000);
    expect((await app.inject('/api/daily')).json()).toMatchObject({ product: { slug: 'model-7' } });
  });
});
