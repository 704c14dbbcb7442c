import type { Page } from 'playwright-core';
import { desktop, phone } from './describe-in-browser.ts';

/**
 * What makes a page scroll sideways: the elements that reach beyond the window. None if the page does not scroll. A
 * part that scrolls by itself, such as a wide table, does not count.
 */
export function sidewaysOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const tooWide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    return [`${scrollWidth - clientWidth} px`, ...tooWide.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** What makes a page scroll sideways as it is, and at the other width, a phone's or a desktop's. There it is left. */
export async function sidewaysOverflowAtBothWidths(page: Page): Promise<string[]> {
  const before = await sidewaysOverflow(page);
  await page.setViewportSize(page.viewportSize()?.width === phone.width ? desktop : phone);
  return [...before, ...(await sidewaysOverflow(page))];
}
