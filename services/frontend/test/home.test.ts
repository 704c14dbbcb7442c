import { expect, it } from 'vitest';
import { boat, crane, dragon, openFullShop } from './full-shop.ts';
import { linksOf, textOf } from './page.ts';

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

it('asks each backend once', async () => {
  const { request, catalog, voting, recommendation } = await openFullShop();
  await request.get('/');
  expect(catalog.requests.map(({ url }) => url)).toEqual(['/api/products?limit=12']);
  expect(recommendation.requests.map(({ url }) => url)).toEqual(['/api/daily']);
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
  for (const path of ['/', '/?cursor=2', '/products/crane', '/nothing']) {
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
