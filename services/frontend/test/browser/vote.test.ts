import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { crane } from '../full-shop.ts';
import type { ShopOptions } from '../shop.ts';
import type { StandIns } from '../stand-ins.ts';
import { describeInBrowser, desktop, phone } from './describe-in-browser.ts';
import { layoutShifts } from './layout-shift.ts';
import { openShopForBrowsers } from './open-shop.ts';

const buttons = { vote: 'Vote for Crane', takeBack: 'Take back your vote for Crane' };
// Long before a hanging backend is given up.
const atOnce = { timeout: 3000 };

describeInBrowser('a vote in place', (newVisitor) => {
  async function openProduct(
    options: ShopOptions = {},
  ): Promise<{ page: Page; problems: string[] } & StandIns> {
    const shop = await openShopForBrowsers(options);
    const { page, problems } = await newVisitor();
    await page.goto(`${shop.url}/products/${crane.slug}`);
    return { ...shop, page, problems };
  }

  function button(page: Page, name: keyof typeof buttons): ReturnType<Page['getByRole']> {
    return page.getByRole('button', { name: buttons[name], exact: true });
  }

  it('changes without a new page and without moving anything, and keeps the focus', async () => {
    const { page, problems } = await openProduct();
    const navigations: string[] = [];
    page.on('framenavigated', (frame) => navigations.push(frame.url()));
    await button(page, 'vote').click();
    await count(page, '1 vote, yours').waitFor();
    expect(await focusedText(page)).toContain('Take back');
    await button(page, 'takeBack').press('Enter');
    await count(page, '0 votes').waitFor();
    expect(await focusedText(page)).toContain('Vote');
    expect(navigations).toEqual([]);
    expect(await layoutShifts(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('is still there on the way back', async () => {
    const { page, problems } = await openProduct();
    await Promise.all([page.waitForResponse('**/vote'), button(page, 'vote').click()]);
    await page.getByRole('link', { name: 'Leaderboard', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Leaderboard' }).waitFor();
    await page.goBack();
    await count(page, '1 vote, yours').waitFor();
    await button(page, 'takeBack').click();
    await count(page, '0 votes').waitFor();
    expect(problems).toEqual([]);
  });

  it('is there at once, and is taken back with a message when voting does not answer', async () => {
    const { page, voting } = await openProduct({ backendTimeoutMs: 4500 });
    voting.become('hanging');
    await button(page, 'vote').click();
    await button(page, 'takeBack').waitFor(atOnce);
    await count(page, '1 vote, yours').waitFor(atOnce);

    await button(page, 'vote').waitFor();
    await count(page, '0 votes').waitFor();
    const message = page.getByText('Your vote could not be counted just now.');
    await message.waitFor();
    expect(await message.evaluate((element) => element.closest('[role=status], [aria-live]') !== null)).toBe(
      true,
    );

    voting.become('well');
    await button(page, 'vote').click();
    await count(page, '1 vote, yours').waitFor();
    await message.waitFor({ state: 'hidden' });
    await page.reload();
    await button(page, 'takeBack').waitFor();
  });

  it.each([true, false])('counts a double click once, with a script: %s', async (javaScriptEnabled) => {
    const shop = await openShopForBrowsers();
    const { page } = await newVisitor({ javaScriptEnabled });
    await page.goto(`${shop.url}/products/${crane.slug}`);
    await button(page, 'vote').dblclick();
    await count(page, '1 vote, yours').waitFor();
    await expect.poll(() => votesGiven(shop).length).toBeGreaterThan(0);
    await page.reload();
    await count(page, '1 vote, yours').waitFor();
    expect(shop.voting.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('counts the first vote and the next ones for the same voter, from every card of a list', async () => {
    const shop = await openShopForBrowsers();
    const { page, problems } = await newVisitor();
    await page.goto(shop.url);
    // The second one may be faster than the answer to the first, which brings the cookie.
    await button(page, 'vote').click();
    await page.getByRole('button', { name: 'Vote for Boat', exact: true }).click();
    await expect.poll(() => count(page, '1 vote, yours').count()).toBe(2);
    await expect.poll(() => votesGiven(shop).length).toBe(2);
    const voters = votesGiven(shop).map(({ headers }) => headers['x-voter-id']);
    expect(new Set(voters).size).toBe(1);
    expect(problems).toEqual([]);
  });

  it.each([desktop, { width: 1024, height: 768 }, phone])(
    'moves nothing in a list, however many votes there are: $width px',
    async (viewport) => {
      const shop = await openShopForBrowsers();
      await Promise.all(
        Array.from({ length: 128 }, (_, index) =>
          fetch(`${shop.voting.url}/api/products/${crane.id}/vote`, {
            method: 'PUT',
            headers: { 'x-voter-id': `voter-${index}` },
          }),
        ),
      );
      const { page } = await newVisitor({ viewport });
      await page.goto(shop.url);
      await button(page, 'vote').click();
      await count(page, '129 votes, yours too').waitFor();
      expect(await layoutShifts(page)).toEqual([]);
    },
  );
});

function votesGiven({ voting }: StandIns): StandIns['voting']['requests'] {
  return voting.requests.filter(({ method }) => method === 'PUT');
}

// What is said to those who do not see the page stands outside of its content.
function count(page: Page, text: string): ReturnType<Page['getByText']> {
  return page.getByRole('main').getByText(text, { exact: true });
}

function focusedText(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}
