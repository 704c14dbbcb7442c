import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, onTestFinished } from 'vitest';
import { watchPage } from './watch-page.ts';

export interface Visitor {
  page: Page;
  /** What went wrong in the browser so far: messages of its console, refused or failed requests. */
  problems: string[];
}

/** Opens a browser's window without a past, until the test is finished. */
export type NewVisitor = (options?: BrowserContextOptions) => Promise<Visitor>;

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 360, height: 800 };

/** A suite in the browser that all files share. It is skipped where there is none. */
export function describeInBrowser(name: string, tests: (newVisitor: NewVisitor) => void): void {
  const endpoint = inject('browserEndpoint');
  describe.skipIf(endpoint === null)(name, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.connect(endpoint ?? '');
    }, 30_000);
    afterAll(() => browser.close());
    tests(async (options) => {
      const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', ...options });
      // Sooner than the test's own limit, so that the message says what was waited for.
      context.setDefaultTimeout(30_000);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      return { page, problems: watchPage(page) };
    });
  });
}
