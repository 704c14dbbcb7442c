import { failures, latenessMs } from '@foldline/service-kit/testing/stand-in';
import { describe, expect, it } from 'vitest';
import { idOf } from './products.ts';
import { OUTDATED_MS, PAUSE_MS, startRecommendation } from './recommendation.ts';

const addresses = ['/api/daily', `/api/products/${idOf(1)}/similar`, '/api/trending', '/api/highlights'];
const backends = [
  { name: 'catalog', needed: addresses, concerned: addresses },
  { name: 'voting', needed: ['/api/trending'], concerned: ['/api/trending', '/api/highlights'] },
] as const;

describe.each(backends)('while $name fails', ({ name, needed, concerned }) => {
  describe.each(failures)('by being %s', (failure) => {
    it('answers 503 and when to come back, as long as nothing is known', async () => {
      const recommendation = await startRecommendation();
      recommendation[name].become(failure);
      for (const address of needed) {
        const response = await recommendation.app.inject(address);
        expect(response.statusCode).toBe(503);
        expect(response.headers['content-type']).toContain('application/problem+json');
        expect(Number(response.headers['retry-after'])).toBeGreaterThanOrEqual(1);
        expect(response.json()).toMatchObject({ code: 'unavailable', status: 503 });
        expect(response.body).toContain(name);
      }
    });

    it('answers what it knows, marked stale, and as new when the backend is back', async () => {
      const { app, pass, ...recommendation } = await startRecommendation();
      for (const address of concerned) {
        const fresh = (await app.inject(address)).json<object>();
        recommendation[name].become(failure);
        pass(OUTDATED_MS);
        const response = await app.inject(address);
        expect(response.statusCode).toBe(200);
        expect(response.json()).toEqual({ ...fresh, stale: true });
        expect(Number(response.headers.age)).toBeGreaterThanOrEqual(OUTDATED_MS / 1000);
        recommendation[name].become('well');
        await expect
          .poll(async () => {
            pass(PAUSE_MS);
            return (await app.inject(address)).json<object>();
          })
          .toEqual(fresh);
      }
    });
  });
});

it('still answers from the catalog while voting is away', async () => {
  const { app, voting } = await startRecommendation();
  voting.become('away');
  expect((await app.inject('/api/daily')).json()).toMatchObject({ stale: false });
  expect(voting.requests).toEqual([]);
});

it('is ready without its backends, and says which is missing', async () => {
  const { app, catalog } = await startRecommendation();
  catalog.become('away');
  const response = await app.inject('/readyz');
  expect(response.statusCode).toBe(200);
  expect(response.json()).toEqual({
    status: 'degraded',
    dependencies: {
      catalog: { state: 'down', required: false },
      voting: { state: 'up', required: false },
    },
  });
});

it('refuses a catalog whose products lack what a card needs', async () => {
  const { app, catalog, log } = await startRecommendation();
  const [first] = catalog.products;
  catalog.products = [{ ...first, priceCents: -1 } as (typeof catalog.products)[number]];
  expect((await app.inject('/api/daily')).statusCode).toBe(503);
  expect(log.text()).toContain('/items/0/priceCents');
});

describe('a storm of requests', () => {
  const storm = (inject: () => Promise<{ statusCode: number }>): Promise<number[]> =>
    Promise.all(Array.from({ length: 100 }, async () => (await inject()).statusCode));

  it('causes one refresh', async () => {
    // On a busy machine a hundred requests take their time, and none of them may give up.
    const patient = { PEER_TIMEOUT_MS: '10000', REFRESH_PATIENCE_MS: '10000' };
    const { app, catalog, voting, pass } = await startRecommendation(patient);
    for (let round = 1; round <= 3; round += 1) {
      const statuses = await storm(() => app.inject('/api/trending'));
      expect(new Set(statuses)).toEqual(new Set([200]));
      expect(catalog.requests).toHaveLength(round);
      expect(voting.requests).toHaveLength(3 * round);
      pass(OUTDATED_MS);
    }
  });

  it('does not reach a backend that just failed, before the pause is over', async () => {
    const { app, catalog, pass } = await startRecommendation();
    catalog.become('error');
    const refused = await storm(() => app.inject('/api/daily'));
    expect(new Set(refused)).toEqual(new Set([503]));
    pass(PAUSE_MS - 1);
    await storm(() => app.inject('/api/daily'));
    expect(catalog.requests).toHaveLength(1);
    pass(1);
    await storm(() => app.inject('/api/daily'));
    expect(catalog.requests).toHaveLength(2);
  });
});

describe('a backend that hangs', () => {
  it('delays an answer by the patience and not by its time-out', async () => {
    const { app, catalog, pass } = await startRecommendation({ PEER_TIMEOUT_MS: '60000' });
    await app.inject('/api/daily');
    catalog.become('hanging');
    pass(OUTDATED_MS);
    const startedAt = performance.now();
    expect((await app.inject('/api/daily')).json()).toMatchObject({ stale: true });
    expect(performance.now() - startedAt).toBeLessThan(latenessMs);
  });

  it('is waited for no longer than the caller waits', async () => {
    const { app, catalog } = await startRecommendation({ PEER_TIMEOUT_MS: '60000' });
    catalog.become('hanging');
    const startedAt = performance.now();
    const response = await app.inject({ url: '/api/daily', headers: { 'x-request-timeout-ms': '200' } });
    expect(response.statusCode).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(latenessMs);
  });
});
