import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { linksOf } from './page.ts';

it.each(['/', '/products/crane', '/search?q=crane', '/leaderboard', '/nothing/here'])(
  'leads from %s to every part of the shop',
  async (path) => {
    const { request } = await openFullShop();
    const header = headerOf((await request.get(path)).text);
    expect(linksOf(header)).toEqual(expect.arrayContaining(['/', '/search', '/leaderboard', '/status']));
    expect(header).toMatch(/<form[^>]* role="search" action="\/search">/);
  },
);

it.each(['/', '/products/crane', '/search', '/leaderboard', '/status'])(
  'says what %s is about, for those who search',
  async (path) => {
    const { request } = await openFullShop();
    const { text } = await request.get(path);
    const description = /<meta name="description" content="([^"]*)"/.exec(text)?.[1] ?? '';
    expect(description.length).toBeGreaterThan(20);
  },
);

it.each([
  ['/search?q=crane', '/search'],
  ['/leaderboard?window=7d', '/leaderboard'],
  ['/status', '/status'],
  ['/', undefined],
])('marks on %s the part that it belongs to: %s', async (path, expected) => {
  const { request } = await openFullShop();
  const header = headerOf((await request.get(path)).text);
  const marked = [...header.matchAll(/<a href="([^"]*)" aria-current="page">/g)].map(([, href]) => href);
  expect(marked).toEqual(expected === undefined ? [] : [expected]);
});

function headerOf(html: string): string {
  return /<header class="site-header">.*?<\/header>/s.exec(html)?.[0] ?? '';
}
