import { failures, latenessMs, type Failure } from '@foldline/service-kit/testing/stand-in';
import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import { describe, expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { linksOf, textOf } from './page.ts';
import { openShop, pageBudgetMs, type Shop } from './shop.ts';
import type { StandIns } from './stand-ins.ts';

async function timed<Answer>(answer: PromiseLike<Answer>): Promise<[Answer, number]> {
  const startedAt = performance.now();
  return [await answer, performance.now() - startedAt];
}

async function openShopWith(failure: Failure, ...names: (keyof StandIns)[]): Promise<Shop & StandIns> {
  // A call could wait for an answer that is late: only the page's budget ends it before.
  const shop = await openFullShop({ backendTimeoutMs: 20_000 });
  for (const name of names) shop[name].become(failure);
  return shop;
}

describe.each(failures)('with a backend that is %s', (failure) => {
  it.each([
    ['catalog', 'The models are not available right now.', 'Origami of the day : November 24 Crane'],
    ['voting', 'Votes are not available right now.', 'Boat €1,234.50'],
    [
      'recommendation',
      'The origami of the day and what is trending are not available right now.',
      'Vote for Boat 0 votes',
    ],
  ] as const)('the home page does without %s, within its budget', async (name, message, rest) => {
    const shop = await openShopWith(failure, name);
    const [{ status, text }, durationMs] = await timed(shop.request.get('/'));
    expect(status).toBe(200);
    expect(textOf(text)).toContain(message);
    expect(textOf(text)).toContain(rest);
    expect(durationMs).toBeLessThan(latenessMs);
    const line = shop.log.lines().find(({ peer, reason }) => peer === name && reason !== undefined);
    expect(line).toMatchObject({ level: 'warn', msg: 'a part of the page is left out' });
  });

  it.each([
    ['voting', 'Votes are not available right now.', 'Folds like this one Boat'],
    ['recommendation', 'Similar models are not available right now.', 'Vote for Crane 0 votes'],
  ] as const)('the page of a product does without %s, within its budget', async (name, message, rest) => {
    const shop = await openShopWith(failure, name);
    const [{ status, text }, durationMs] = await timed(shop.request.get('/products/crane'));
    expect(status).toBe(200);
    expect(textOf(text)).toContain(message);
    expect(textOf(text)).toContain(rest);
    expect(durationMs).toBeLessThan(latenessMs);
  });

  it.each([
    ['/search', 'catalog', 'The models are not available right now.', 'Filter and sort'],
    ['/search', 'voting', 'Votes are not available right now.', 'Boat €1,234.50'],
    ['/leaderboard', 'voting', 'The votes are not available right now.', 'All time'],
  ] as const)('%s does without %s, within its budget', async (path, name, message, rest) => {
    const shop = await openShopWith(failure, name);
    const [{ status, text }, durationMs] = await timed(shop.request.get(path));
    expect(status).toBe(200);
    expect(textOf(text)).toContain(message);
    expect(textOf(text)).toContain(rest);
    expect(durationMs).toBeLessThan(latenessMs);
  });

  it('the page of a product without catalog is 503, in the clothes of the shop', async () => {
    const shop = await openShopWith(failure, 'catalog');
    const [{ status, headers, text }, durationMs] = await timed(shop.request.get('/products/crane'));
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(textOf(text)).toContain('This model cannot be shown right now.');
    expect(text).toMatch(/<a class="way-on" href[^>]*>Try again<\/a>.*See all models/);
    expect(linksOf(text)).toContain('/');
    expect(durationMs).toBeLessThan(latenessMs);
  });

  it('all backends at once cost the home page no more than its budget', async () => {
    const shop = await openShopWith(failure, 'catalog', 'voting', 'recommendation');
    const [{ status, text }, durationMs] = await timed(shop.request.get('/'));
    expect(status).toBe(200);
    expect(textOf(text)).toContain('It starts with a square.');
    expect(durationMs).toBeLessThan(latenessMs);
  });
});

it('tells each backend how long it waits', async () => {
  const { request, catalog } = await openFullShop();
  await request.get('/');
  const told = Number(catalog.requests[0]?.headers['x-request-timeout-ms']);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(pageBudgetMs);
});

it('shows the rest again as soon as a backend is back', async () => {
  const { request, voting } = await openFullShop();
  voting.become('error');
  expect(textOf((await request.get('/')).text)).toContain('Votes are not available right now.');
  voting.become('well');
  expect(textOf((await request.get('/')).text)).toContain('Vote for Crane 0 votes');
});

describe('without any backend', () => {
  it('the shop opens, and tells a learner how to start each', async () => {
    const { request } = openShop({}, { config: { ENVIRONMENT: 'local' } });
    const { status, text } = await request.get('/');
    const read = textOf(text);
    expect(status).toBe(200);
    expect(read).toContain('The models are not part of this shop yet.');
    expect(read).toContain(
      'npm run dev -w services/catalog and give the frontend its address in CATALOG_URL',
    );
    expect(read).toContain('The origami of the day and what is trending are not part of this shop yet.');
    expect(read.match(/npm run dev -w services\/recommendation/g)).toHaveLength(1);
  });

  it('the shop says nothing of commands elsewhere', async () => {
    const { request } = openShop({}, { config: { ENVIRONMENT: 'prod' } });
    const { status, text } = await request.get('/');
    expect(status).toBe(200);
    expect(textOf(text)).toContain('The models are not part of this shop yet.');
    expect(text).not.toContain('npm run');
  });

  it('a product is 503, and a vote leads back with a notice', async () => {
    const { request } = openShop({});
    const { status, text } = await request.get('/products/crane');
    expect(status).toBe(503);
    expect(textOf(text)).toContain('This shop has no catalog yet');
    const vote = await request
      .post('/products/crane/vote')
      .type('form')
      .send({ action: 'vote', productId: crypto.randomUUID() });
    expect(vote.status).toBe(303);
    expect(vote.headers['location']).toBe('/products/crane?notice=vote-failed');
  });
});

it('says once that votes are not there, however many products are listed', async () => {
  const full = await openFullShop();
  const { request } = openShop({ CATALOG_URL: full.catalog.url });
  const { text } = await request.get('/');
  expect(text.match(/Votes are not part of this shop yet/g)).toHaveLength(1);
  expect(textOf((await request.get('/products/crane')).text)).toContain(
    'Votes are not part of this shop yet.',
  );
});

it('opens while nothing listens where the backends should be', async () => {
  const url = await unusedUrl();
  const backends = { CATALOG_URL: url, VOTING_URL: url, RECOMMENDATION_URL: url };
  const { request } = openShop(backends, { backendTimeoutMs: 20_000 });
  const [{ status }, durationMs] = await timed(request.get('/'));
  expect(status).toBe(200);
  expect(durationMs).toBeLessThan(latenessMs);
});
