import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, phone } from './describe-in-browser.ts';
import { openShopForBrowsers } from './open-shop.ts';
import { sidewaysOverflow } from './overflow.ts';

const paths = ['/', '/products/crane', '/search?q=crane', '/leaderboard', '/status', '/nowhere'];

describeInBrowser('what a visitor has chosen', (newVisitor) => {
  it('reduced motion: nothing moves', async () => {
    const { url } = await openShopForBrowsers();
    const { page } = await newVisitor({ reducedMotion: 'reduce' });
    for (const path of paths) {
      await page.goto(url + path);
      expect(await movingElements(page), path).toEqual([]);
    }
  });

  it('magnified four times, without a script: no page scrolls sideways (WCAG 1.4.10)', async () => {
    const { url } = await openShopForBrowsers();
    const visitor = await newVisitor({ viewport: { width: 320, height: 256 }, javaScriptEnabled: false });
    for (const path of paths) {
      await visitor.page.goto(url + path);
      expect(await sidewaysOverflow(visitor.page), path).toEqual([]);
    }
    expect(visitor.problems).toEqual([]);
  });

  it('wider spaced text: nothing is cut off (WCAG 1.4.12)', async () => {
    const { url } = await openShopForBrowsers();
    const { page } = await newVisitor({ viewport: phone });
    for (const path of paths) {
      await page.goto(url + path);
      await spaceText(page);
      expect(await sidewaysOverflow(page), path).toEqual([]);
      expect(await cutOffTexts(page), path).toEqual([]);
    }
  });
});

function movingElements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('*')];
    return elements
      .flatMap((element) =>
        ['', '::before', '::after'].map((part) => [element, part, getComputedStyle(element, part)] as const),
      )
      .filter(([, , style]) =>
        [style.transitionDuration, style.animationName === 'none' ? '0s' : style.animationDuration]
          .flatMap((durations) => durations.split(','))
          .some((duration) => parseFloat(duration) > 0.001),
      )
      .map(([element, part]) => element.outerHTML.slice(0, 120) + part);
  });
}

/** @see https://www.w3.org/TR/WCAG22/#text-spacing */
async function spaceText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
        'p { margin-bottom: 2em !important }',
    );
    document.adoptedStyleSheets.push(sheet);
  });
}

function cutOffTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        // Meant for ears alone.
        if (clipPath !== 'none') return false;
        const isCut =
          (overflowX === 'hidden' && element.scrollWidth > element.clientWidth) ||
          (overflowY === 'hidden' && element.scrollHeight > element.clientHeight);
        return isCut && element.innerText.trim() !== '';
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}
