import type { Page } from 'playwright-core';

/**
 * Collects what goes wrong on a page from now on: errors and warnings in its console (a violated content policy is
 * one), exceptions, requests that fail, and parts of it that are answered with an error. The status of the page itself
 * is the test's to judge.
 */
export function watchPage(page: Page): string[] {
  const problems: string[] = [];
  page.on('console', (message) => {
    const isBad = message.type() === 'error' || message.type() === 'warning';
    // The same is said of a response below, which knows whether it is the page itself.
    if (isBad && !message.text().startsWith('Failed to load resource')) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    // Who leaves a page does not wait for its last pictures.
    if (reason !== 'net::ERR_ABORTED') problems.push(`${request.method()} ${request.url()}: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      problems.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
    }
  });
  return problems;
}
