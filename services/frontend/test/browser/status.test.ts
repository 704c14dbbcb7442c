import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { listenAs, openStatusShop } from '../status-shop.ts';
import { checkPage } from './check-page.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { sidewaysOverflowAtBothWidths } from './overflow.ts';
import { serve } from './serve.ts';

describeInBrowser('the status page', (newVisitor) => {
  it('sees a service go and come back without a new page, and keeps the focus and what is selected', async () => {
    const { app, catalog } = await openStatusShop();
    const { page, problems } = await newVisitor();
    // The script's time is the test's: between two looks nobody has to wait.
    await page.clock.install();
    await page.goto(`${await serve(app)}/status`);
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'catalog' }) });
    await row.getByText('Ready').waitFor();
    const navigations: string[] = [];
    page.on('framenavigated', (frame) => navigations.push(frame.url()));
    const link = page.getByRole('link', { name: 'Look again' });
    await link.focus();
    await selectText(page.getByRole('cell', { name: 'voting-1' }));
    catalog.become('away');
    await expect.poll(() => lookAgain(row)).toContain('Away');
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    catalog.become('well');
    await expect.poll(() => lookAgain(row)).toContain('Ready');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('voting-1');
    expect(navigations).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.each([true, false])(
    'says which service fails, however it does; with a script: %s',
    async (javaScriptEnabled) => {
      const { app, catalog, voting, recommendation } = await openStatusShop({
        config: { PAGE_BUDGET_MS: 1000 },
      });
      catalog.become('away');
      voting.become('hanging');
      recommendation.become('garbage');
      const { page, problems } = await newVisitor({ javaScriptEnabled });
      await page.goto(`${await serve(app)}/status`);
      const text = await page.locator('main').innerText();
      for (const service of ['catalog', 'voting', 'recommendation']) {
        expect(text).toContain(`${service} gives no usable answer.`);
      }
      expect(await sidewaysOverflowAtBothWidths(page)).toEqual([]);
      expect(problems).toEqual([]);
    },
  );

  it.each([360, 768, 900, 1280])('has room for all that it says of the services, at %i px', async (width) => {
    const { app, voting, recommendation } = await openStatusShop();
    voting.says.readiness = 'degraded';
    recommendation.says.readiness = 'not-ready';
    const { page } = await newVisitor({ viewport: { width, height: 900 } });
    await page.goto(`${await serve(app)}/status`);
    const services = page.getByRole('region', { name: 'Services' });
    const hidden = await services.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(hidden).toBe(0);
  });

  it('shows the environments side by side, and one that is away as that', async () => {
    const dev = await listenAs('dev', { VERSION: '1.5.0' });
    const { app, catalog, voting } = await openStatusShop({
      config: { ENVIRONMENT: 'preprod', VERSION: '1.4.0' },
      environments: [
        dev.address,
        { name: 'preprod', origin: await unusedUrl() },
        { name: 'prod', origin: await unusedUrl() },
      ],
    });
    catalog.become('away');
    voting.says.readiness = 'degraded';
    const visitor = await newVisitor({ reducedMotion: 'reduce' });
    await visitor.page.goto(`${await serve(app)}/status`);
    const board = visitor.page.getByRole('table').last();
    const frontend = board
      .getByRole('row')
      .filter({ has: visitor.page.getByRole('rowheader', { name: 'frontend' }) });
    const cells = await frontend.getByRole('cell').allInnerTexts();
    expect(cells.map((cell) => cell.replace(/\s+/g, ' '))).toEqual([
      expect.stringContaining('1.5.0'),
      expect.stringContaining('1.4.0 1 minor behind'),
      expect.stringContaining('cannot be reached'),
    ]);
    await checkPage(visitor);
  });
});

async function lookAgain(row: Locator): Promise<string> {
  await row.page().clock.fastForward(3000);
  return row.innerText();
}

function selectText(place: Locator): Promise<void> {
  return place.evaluate((element) => {
    getSelection()?.selectAllChildren(element);
  });
}
