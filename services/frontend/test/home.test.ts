import { startStandIn } from '@foldline/service-kit/testing/stand-in';
import { expect, it, onTestFinished } from 'vitest';
import { boat, crane, dragon, openFullShop } from './full-shop.ts';
import { linksOf, textOf } from './page.ts';
import { openShop } from './shop.ts';
import { sendJson } from './stand-ins.ts';

it('shows the origami of the day, the products and their votes', async () => {
  const { request } = await openFullShop();
  const { status, headers, text } = await request.get('/');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text.startsWith('<!doctype html><html lang="en">')).toBe(true);
  const read = textOf(text);
  expect(read).toContain('Origami of the day : November 24 Crane A crane in one sentence.');
  expect(read).toContain('Crane €1,234.50 Easy 1 h 35 min Vote for Crane 0 votes');
  expect(read).toContain('Boat €1,234.50 Beginner 5 min Vote for Boat 0 votes');
  expect(read).not.toContain('Dragon');
  expect(text).toContain('src="/images/boat.svg?v=v1"');
});

it('shows what is trending, without a second vote form', async () => {
  const { request } = await openFullShop();
  const { text } = await request.get('/');
  expect(textOf(text)).toContain('Trending Crane €1,234.50 Boat €1,234.50 Categories');
  expect(text.match(/action="\/products\/crane\/vote"/g)).toHaveLength(1);
});

it.each([
  [{ trending: [] }, 'Nothing is trending yet.'],
  [{ trending: null }, 'Trending models are not available right now.'],
  [{ stale: true }, 'As last known: what changed since is not in it yet.'],
])('says what it knows of what is trending: %j', async (known, message) => {
  const { catalog } = await openFullShop();
  const recommendation = await startStandIn((_request, response) => {
    const trending = [{ product: boat, score: 1 }];
    sendJson(response, { date: '2026-11-24', daily: crane, trending, stale: false, ...known });
  });
  onTestFinished(() => recommendation.close());
  const { request } = openShop({ CATALOG_URL: catalog.url, RECOMMENDATION_URL: recommendation.url });
  const { status, text } = await request.get('/');
  expect(status).toBe(200);
  expect(textOf(text)).toContain('Origami of the day : November 24 Crane');
  expect(textOf(text)).toContain(message);
});

it('leads to each category, with the number of its models', async () => {
  const { request } = await openFullShop();
  const { text } = await request.get('/');
  expect(textOf(text)).toContain('Categories Birds 3 models');
  expect(linksOf(text)).toContain('/search?category=birds');
});

it('loads the first picture at once, and those below when they are near', async () => {
  const { request } = await openFullShop();
  const { text } = await request.get('/');
  const [first = '', ...others] = [...text.matchAll(/<img[^>]*>/g)].map(([image]) => image);
  expect(first).toContain('fetchpriority="high"');
  expect(first).not.toContain('lazy');
  for (const image of others) expect(image).toContain('loading="lazy"');
});

it('asks each backend once', async () => {
  const { request, catalog, voting, recommendation } = await openFullShop();
  await request.get('/');
  expect(catalog.requests.map(({ url }) => url)).toEqual(['/api/products?limit=12&include=categories']);
  expect(recommendation.requests.map(({ url }) => url)).toEqual(['/api/highlights?trending=6']);
  expect(voting.requests).toHaveLength(1);
  expect(decodeURIComponent(voting.requests[0]?.url ?? '')).toBe(
    `/api/votes?productIds=${crane.id},${boat.id}`,
  );
});

it('leads through the list, page by page', async () => {
  const { request } = await openFullShop();
  const first = await request.get('/');
  const next = linksOf(first.text).find((href) => href.startsWith('/?cursor='));
  const second = await request.get(next ?? '');
  expect(second.status).toBe(200);
  expect(textOf(second.text)).toContain(dragon.name);
  expect(textOf(second.text)).not.toContain('Origami of the day');
  expect(textOf(second.text)).not.toContain('Trending');
  expect(linksOf(second.text)).toContain('/');
  expect(linksOf(second.text).some((href) => href.startsWith('/?cursor='))).toBe(false);
});

it.each([
  '/?cursor=forged',
  '/?cursor=',
  '/?cursor=a%20b',
  '/?cursor=0&cursor=2',
  `/?cursor=${'a'.repeat(2000)}`,
])('answers 404 with a way on to %s', async (path) => {
  const { request } = await openFullShop();
  const { status, text } = await request.get(path);
  expect(status).toBe(404);
  expect(linksOf(text)).toContain('/');
});

it('has one heading of the first rank, and the others in order', async () => {
  const { request } = await openFullShop();
  for (const path of [
    '/',
    '/?cursor=2',
    '/products/crane',
    '/search',
    '/search?q=unicorn',
    '/leaderboard',
    '/nothing',
  ]) {
    const { text } = await request.get(path);
    const ranks = [...text.matchAll(/<h(\d)/g)].map(([, rank]) => Number(rank));
    expect(
      ranks.filter((rank) => rank === 1),
      path,
    ).toHaveLength(1);
    expect(ranks[0], path).toBe(1);
    ranks.slice(1).forEach((rank, index) => {
      expect(rank - (ranks[index] ?? 0), path).toBeLessThanOrEqual(1);
    });
  }
});

it('says so when there are no products', async () => {
  const { request, voting } = await openFullShop({}, []);
  const { status, text } = await request.get('/');
  expect(status).toBe(200);
  expect(textOf(text)).toContain('There are no models here yet.');
  expect(voting.requests).toHaveLength(0);
});
