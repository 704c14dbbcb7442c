import { expect, it } from 'vitest';
import { product } from '../products.ts';
import { checkPage } from './check-page.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { openShopForBrowsers } from './open-shop.ts';
import { sidewaysOverflowAtBothWidths } from './overflow.ts';

// The longest words and the largest numbers that a page has to find room for.
const longest = product('Nonagonalikosaidodekaedernachfaltung', {
  difficulty: 'intermediate',
  foldingMinutes: 1_435,
  priceCents: 123_456_789,
});
const boat = product('Boat', { foldingMinutes: 5, difficulty: 'beginner' });
const products = [longest, product('Crane'), boat];

const pages: [name: string, path: string, status: number][] = [
  ['home', '/', 200],
  ['further page of the list', '/?cursor=2', 200],
  ['product', `/products/${longest.slug}`, 200],
  ['search', '/search?q=a', 200],
  ['filtered search', '/search?q=a&category=birds&difficulty=beginner&sort=name', 200],
  ['search without results', '/search?q=dinosaur&category=birds', 200],
  ['leaderboard', '/leaderboard?window=7d', 200],
  ['nothing there', '/nowhere', 404],
];

describeInBrowser('a page for everyone', (newVisitor) => {
  async function openShopWithVotes(): Promise<string> {
    const { url, voting } = await openShopForBrowsers({}, products);
    // Two lead together, and one is behind them.
    for (const [voter, ids] of [[longest.id, boat.id], [longest.id, boat.id], [products[1]?.id]].entries()) {
      for (const id of ids) {
        const headers = { 'x-voter-id': `voter-${voter}` };
        await fetch(`${voting.url}/api/products/${id}/vote`, { method: 'PUT', headers });
      }
    }
    return url;
  }

  it.each(pages)('%s', async (_name, path, status) => {
    const url = await openShopWithVotes();
    const visitor = await newVisitor({ reducedMotion: 'reduce' });
    const answer = await visitor.page.goto(url + path);
    expect(answer?.status()).toBe(status);
    expect(await visitor.page.locator('main').innerText()).not.toContain('not available');
    await checkPage(visitor);
  });

  it('without a script: each page is whole, and says where it runs', async () => {
    const url = await openShopWithVotes();
    const { page, problems } = await newVisitor({ javaScriptEnabled: false });
    for (const [name, path, status] of pages) {
      const answer = await page.goto(url + path);
      expect(answer?.status(), name).toBe(status);
      expect(await page.locator('main').innerText(), name).not.toContain('not available');
      expect(await sidewaysOverflowAtBothWidths(page), name).toEqual([]);
      expect(await page.locator('.environment-instance').isVisible(), name).toBe(true);
    }
    expect(problems).toEqual([]);
  });

  it('no service', async () => {
    const { url, catalog } = await openShopForBrowsers({}, products);
    catalog.become('away');
    const visitor = await newVisitor({ reducedMotion: 'reduce' });
    const answer = await visitor.page.goto(`${url}/products/${boat.slug}`);
    expect(answer?.status()).toBe(503);
    await checkPage(visitor);
  });
});
