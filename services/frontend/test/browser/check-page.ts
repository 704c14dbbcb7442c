import { expect } from 'vitest';
import { accessibilityViolations } from './accessibility.ts';
import { desktop, phone, type Visitor } from './describe-in-browser.ts';
import { layoutShifts } from './layout-shift.ts';
import { sidewaysOverflow } from './overflow.ts';

/** Checks what holds for every page: at both widths, in both colour schemes, and in the browser's own opinion. */
export async function checkPage({ page, problems }: Visitor): Promise<void> {
  expect(await layoutShifts(page)).toEqual([]);
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport);
    expect(await sidewaysOverflow(page), `${viewport.width} px`).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityViolations(page), `${viewport.width} px, ${colorScheme}`).toEqual([]);
    }
  }
  expect(problems).toEqual([]);
}
