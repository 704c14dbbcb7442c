import type { TestProject } from 'vitest/node';
import { findBrowser, howToGetABrowser } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The program of the browser; `null` where there is none. */
    browserPath: string | null;
  }
}

/**
 * Finds the browser once for all files. Without one their tests are skipped, and REQUIRE_BROWSER=1 makes it a failure.
 */
export default function findBrowserOnce(project: TestProject): void {
  const browserPath = findBrowser();
  if (browserPath === undefined) {
    if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`There is no browser. ${howToGetABrowser}`);
    process.stdout.write(`\nNo browser is found, so the tests in one are skipped. ${howToGetABrowser}\n\n`);
  }
  project.provide('browserPath', browserPath ?? null);
}
