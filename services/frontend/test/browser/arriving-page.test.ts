import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openFullShop } from '../full-shop.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { layoutShifts } from './layout-shift.ts';
import { serve } from './serve.ts';

/**
 * A shop on a slow line: of its pages only what ends with the first `last` arrives, and the rest when it is released.
 */
async function openOnSlowLine(last: string): Promise<{ url: string; release: () => void }> {
  const { app, request } = await openFullShop({ config: { PAGE_BUDGET_MS: 6000 } });
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const url = await serve((incoming, response) => {
    if (incoming.headers['sec-fetch-dest'] !== 'document') {
      app(incoming, response);
      return;
    }
    void request.get(incoming.url ?? '').then(async ({ headers, text }) => {
      const end = text.indexOf(last) + last.length;
      response.setHeader('content-security-policy', headers['content-security-policy'] ?? '');
      response.setHeader('content-type', headers['content-type'] ?? '');
      response.write(text.slice(0, end));
      await released;
      response.end(text.slice(end));
    });
  });
  return { url, release };
}

describeInBrowser('a page that arrives in pieces', (newVisitor) => {
  it.each([
    ['/', '</form>', '.search-box'],
    ['/status', '</tr>', '#status-services tr'],
  ])('moves nothing when the rest of it is there: %s', async (path, last, element) => {
    const { url, release } = await openOnSlowLine(last);
    const { page, problems } = await newVisitor();
    await page.goto(url + path, { waitUntil: 'commit' });
    await page.waitForFunction(
      (selector) => document.querySelector(selector) && document.styleSheets.length === 1,
      element,
      { polling: 20 },
    );
    await letDraw(page);
    release();
    await page.waitForLoadState();
    expect(await layoutShifts(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

/** Waits until the page has drawn what is there, or had the time to. */
function letDraw(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
        // A page that waits for the rest draws no frame.
        setTimeout(resolve, 250);
      }),
  );
}
