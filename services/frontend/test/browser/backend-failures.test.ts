import { expect, it } from 'vitest';
import { openFullShop } from '../full-shop.ts';
import { accessibilityViolations } from './accessibility.ts';
import { describeInBrowser, phone } from './describe-in-browser.ts';
import { layoutShifts } from './layout-shift.ts';
import { sidewaysOverflowAtBothWidths } from './overflow.ts';
import { serve } from './serve.ts';

const missing = {
  catalog: [
    ['/', 'The models are not available right now.'],
    ['/products/crane', 'This model cannot be shown right now.'],
    ['/search?q=crane', 'The models are not available right now.'],
  ],
  voting: [
    ['/', 'Votes are not available right now.'],
    ['/products/crane', 'Votes are not available right now.'],
    ['/search?q=crane', 'Votes are not available right now.'],
    ['/leaderboard', 'The votes are not available right now.'],
  ],
  recommendation: [
    ['/', 'The origami of the day and what is trending are not available right now.'],
    ['/products/crane', 'Similar models are not available right now.'],
  ],
} as const;
const names = ['catalog', 'voting', 'recommendation'] as const;
const failures = ['away', 'hanging', 'garbage'] as const;

const cases = names.flatMap((name) =>
  failures.flatMap((failure) => [true, false].map((withScript) => [name, failure, withScript] as const)),
);

describeInBrowser('without a backend', (newVisitor) => {
  it.each(cases)(
    'each page says what is missing: %s is %s; with a script: %s',
    async (name, failure, withScript) => {
      // Pictures wait for their backend longer than a page does, and the end of the test waits for them.
      const shop = await openFullShop({ backendTimeoutMs: 1000 });
      const url = await serve(shop.app);
      shop[name].become(failure);
      const { page, problems } = await newVisitor({ viewport: phone, javaScriptEnabled: withScript });
      for (const [path, message] of missing[name]) {
        await page.goto(url + path, { waitUntil: 'domcontentloaded' });
        expect(await page.locator('main').innerText()).toContain(message);
        if (withScript) expect(await layoutShifts(page)).toEqual([]);
        if (withScript && failure === 'away') expect(await accessibilityViolations(page)).toEqual([]);
        expect(await sidewaysOverflowAtBothWidths(page)).toEqual([]);
      }
      // Pictures are the catalog's, and fail with it; nothing else does.
      expect(problems.filter((problem) => !problem.includes('/images/'))).toEqual([]);
    },
  );
});
