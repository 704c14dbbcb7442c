import { expect, it } from 'vitest';
import { openFullShop } from '../full-shop.ts';
import { describeInBrowser } from './describe-in-browser.ts';
import { serve } from './serve.ts';

const hashes = /(\/assets\/(?:style|script))\.[\da-f]+\./g;

/**
 * A shop in a rollout: its first page comes from an instance of another build, and all that follows from the one that
 * took its place.
 */
async function openInRollout(): Promise<{ url: string; pages: () => number }> {
  const { app, request } = await openFullShop({ config: { PAGE_BUDGET_MS: 6000 } });
  let pages = 0;
  const url = await serve((incoming, response) => {
    if (incoming.url === '/') pages += 1;
    if (incoming.url !== '/' || pages > 1) {
      app(incoming, response);
      return;
    }
    void request.get('/').then(({ headers, text }) => {
      response.setHeader('content-security-policy', headers['content-security-policy'] ?? '');
      response.setHeader('content-type', headers['content-type'] ?? '');
      response.end(text.replace(hashes, '$1.0000000000000000.'));
    });
  });
  return { url, pages: () => pages };
}

describeInBrowser('a rollout in the middle of a visit', (newVisitor) => {
  it('lets a page of the old build load itself anew, once, and then work', async () => {
    const { url, pages } = await openInRollout();
    const { page, problems } = await newVisitor();
    await page.goto(url);
    await expect.poll(pages).toBe(2);
    await page.waitForLoadState();
    await page.getByRole('button', { name: 'Vote for Crane', exact: true }).click();
    await page.getByRole('main').getByText('1 vote, yours').waitFor();
    expect(pages()).toBe(2);
    expect(problems).toEqual([]);
  });

  it('gives a page of the old build a style, without a script too', async () => {
    const { url, pages } = await openInRollout();
    const { page, problems } = await newVisitor({ javaScriptEnabled: false });
    await page.goto(url);
    const [styles, family] = await page.evaluate(() => [
      document.styleSheets.length,
      getComputedStyle(document.body).fontFamily,
    ]);
    expect(styles).toBe(1);
    expect(family).toContain('system-ui');
    await page.getByRole('button', { name: 'Vote for Crane', exact: true }).click();
    await page.getByRole('main').getByText('1 vote, yours').waitFor();
    expect(pages()).toBe(2);
    expect(problems).toEqual([]);
  });
});
