import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const enoughTabs = 120;

/** Moves the focus with Tab alone until it is on an element, and sees to it that a person could follow. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const element = await target.elementHandle();
  for (let tabs = 0; tabs < enoughTabs; tabs += 1) {
    await page.keyboard.press('Tab');
    expect(await focusFault(page)).toBeUndefined();
    if (await page.evaluate((wanted) => document.activeElement === wanted, element)) return;
  }
  throw new Error(`Tab does not lead to ${target.toString()}`);
}

/** What is wrong with the place of the focus: WCAG 2.4.7, and 2.4.11 for the point where its text begins. */
function focusFault(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return undefined;
    const name = focused.outerHTML.slice(0, 120);
    if (!outlined(focused)) return `no outline: ${name}`;
    const [{ left, top, width, height } = focused.getBoundingClientRect()] = focused.getClientRects();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    const isSeen = onTop !== null && (focused.contains(onTop) || onTop.contains(focused));
    return isSeen ? undefined : `out of sight, or below something else: ${name}`;

    // The outline is the element's own, or that of a larger one which it stands for, such as its card.
    function outlined(element: Element): boolean {
      const styles = [getComputedStyle(element), getComputedStyle(element, '::after')];
      const has = styles.some((style) => style.outlineStyle !== 'none' && style.outlineWidth !== '0px');
      return has || (element.parentElement !== null && outlined(element.parentElement));
    }
  });
}
