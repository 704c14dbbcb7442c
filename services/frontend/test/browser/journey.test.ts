import { createTestDatabase, type TestDatabase } from '@foldline/local-postgres/testing';
import type { Locator, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type NewVisitor } from './describe-in-browser.ts';
import { tabTo } from './keyboard.ts';
import { startRealShop, type RealShop } from './real-shop.ts';

/** How a visitor gets to a place on a page, and follows a link or presses a button. */
interface Way {
  reach: (page: Page, target: Locator) => Promise<void>;
  follow: (page: Page, target: Locator) => Promise<void>;
}

const pointer: Way = {
  reach: (_page, target) => target.click(),
  follow: (_page, target) => target.click(),
};

const keyboard: Way = {
  reach: tabTo,
  follow: async (page, target) => {
    await tabTo(page, target);
    await page.keyboard.press('Enter');
  },
};

describeInBrowser('find, open, vote, see it on the leaderboard, take it back', (newVisitor) => {
  let databases: TestDatabase[] = [];
  let shop: RealShop;
  beforeAll(async () => {
    databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const [catalog = '', voting = ''] = databases.map(({ url }) => url);
    shop = await startRealShop({ databases: { catalog, voting } });
  }, 60_000);
  afterAll(async () => {
    await shop.close();
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('with JavaScript', async () => {
    await travel('Orizuru Crane', await newVisitor(), pointer);
  }, 60_000);
  it('without JavaScript', async () => {
    await travel('Kitsune Fox', await newVisitor({ javaScriptEnabled: false }), pointer);
  }, 60_000);
  it('with the keyboard alone', async () => {
    await travel('Whale', await newVisitor(), keyboard);
  }, 60_000);

  async function travel(
    name: string,
    { page, problems }: Awaited<ReturnType<NewVisitor>>,
    { reach, follow }: Way,
  ) {
    const link = (of: string): Locator => page.getByRole('link', { name: of, exact: true });
    const button = (of: string): Locator => page.getByRole('button', { name: of, exact: true });
    // With a script a vote is seen before it is counted.
    async function sendForm(target: Locator): Promise<void> {
      const isForm = (response: Response): boolean => response.request().method() === 'POST';
      await Promise.all([page.waitForResponse(isForm, { timeout: 30_000 }), follow(page, target)]);
    }

    await page.goto(shop.url);
    await reach(page, page.getByRole('searchbox'));
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=*');
    await follow(page, page.getByRole('main').getByRole('link', { name, exact: true }));
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    const address = page.url();

    await sendForm(button(`Vote for ${name}`));
    await button(`Take back your vote for ${name}`).waitFor();
    await page.getByRole('main').getByText('1 vote, yours').waitFor();

    await follow(page, link('Leaderboard'));
    const place = page.getByRole('row').filter({ has: link(name) });
    expect(await place.getByRole('cell').last().innerText()).toBe('1');

    // The voter is known by a frontend that was not there when it first voted.
    await shop.restartFrontend();
    await follow(page, place.getByRole('link'));
    await page.waitForURL(address);
    await sendForm(button(`Take back your vote for ${name}`));
    await button(`Vote for ${name}`).waitFor();
    await page.reload();
    await page.getByRole('main').getByText('0 votes').waitFor();

    await follow(page, link('Leaderboard'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(
      await page
        .getByRole('row')
        .filter({ has: link(name) })
        .count(),
    ).toBe(0);
    expect(problems).toEqual([]);
  }
});
