import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findBrowser, howToGetABrowser } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser that all files share takes connections; `null` where there is none. */
    browserEndpoint: string | null;
  }
}

/**
 * Starts one browser for all files. Without one their tests are skipped, and REQUIRE_BROWSER=1 makes it a failure.
 */
export default async function startBrowser(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`There is no browser. ${howToGetABrowser}`);
    process.stdout.write(`\nNo browser is found, so the tests in one are skipped. ${howToGetABrowser}\n\n`);
    project.provide('browserEndpoint', null);
    return undefined;
  }
  const server = await chromium.launchServer({ executablePath });
  project.provide('browserEndpoint', server.wsEndpoint());
  return () => server.close();
}
