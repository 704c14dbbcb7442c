import { describe, expect, it } from 'vitest';
import { idOf } from './products.ts';
import { startRecommendation } from './recommendation.ts';

const addresses = ['/api/daily', `/api/products/${idOf(1)}/similar`, '/api/trending', '/api/highlights'];

describe.each(addresses)('%s', (address) => {
  it('says how old its ingredients are, and for how long a cache may keep it', async () => {
    const { app, pass } = await startRecommendation();
    expect((await app.inject(address)).headers).toMatchObject({
      age: '0',
      'cache-control': 'public, max-age=10',
    });
    pass(3999);
    expect((await app.inject(address)).headers).toMatchObject({ age: '3' });
  });

  it('answers 304 to a client that has the answer already', async () => {
    const { app } = await startRecommendation();
    const { etag } = (await app.inject(address)).headers;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    for (const known of [etag, `W/${String(etag)}`, `"other", ${String(etag)}`, '*']) {
      const response = await app.inject({ url: address, headers: { 'if-none-match': known } });
      expect(response.statusCode).toBe(304);
      expect(response.body).toBe('');
      expect(response.headers).toMatchObject({ etag, age: '0', 'cache-control': 'public, max-age=10' });
      expect(response.headers).not.toHaveProperty('content-type');
      expect(response.headers).not.toHaveProperty('content-length');
    }
    const changed = await app.inject({ url: address, headers: { 'if-none-match': '"other"' } });
    expect(changed.statusCode).toBe(200);
  });
});

it.each(['/api/trending', '/api/highlights'])(
  '%s is as old as the oldest of its ingredients',
  async (address) => {
    const { app, pass } = await startRecommendation();
    await app.inject('/api/daily');
    pass(4000);
    expect((await app.inject(address)).headers.age).toBe('4');
  },
);

it('has another tag for another answer, and none for a failure', async () => {
  const { app, catalog, pass } = await startRecommendation();
  const address = `/api/products/${idOf(1)}/similar`;
  const before = (await app.inject(address)).headers.etag;
  catalog.products.pop();
  pass(60_000);
  const after = (await app.inject(address)).headers.etag;
  expect(after).not.toBe(before);
  const missing = await app.inject(`/api/products/${idOf(99)}/similar`);
  expect(missing.headers).not.toHaveProperty('etag');
  expect(missing.headers['cache-control']).toBe('no-store');
});
