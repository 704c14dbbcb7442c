import { expect, it } from 'vitest';
import { runServiceCommand } from '@foldline/service-kit/testing/service-process';
import { processOf, startService } from './service-process.ts';
import { startStandIns } from './stand-ins.ts';

it('opens alone, says that its secret is a passing one, and stops when it is told to', async () => {
  const frontend = await startService('frontend', {});
  const page = await fetch(frontend.url);
  expect(page.status).toBe(200);
  expect(frontend.output()).toContain('COOKIE_SECRETS is not set');
  expect(await frontend.stop()).toBe(0);
});

it('fails no page when it is stopped under load', async () => {
  const { url, kill, ended } = await startService('frontend', { SHUTDOWN_DELAY_MS: '1500' });
  let isSendingMore = true;
  const statuses: number[] = [];
  const visitors = Array.from({ length: 10 }, async () => {
    while (isSendingMore) {
      const page = await fetch(url);
      await page.text();
      statuses.push(page.status);
    }
  });
  await expect.poll(() => statuses.length).toBeGreaterThan(20);
  kill('SIGTERM');
  // As a load balancer does: new requests are sent until readiness is seen to be off.
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 20 }).toBe(503);
  const servedBefore = statuses.length;
  await expect.poll(() => statuses.length).toBeGreaterThan(servedBefore + 10);
  isSendingMore = false;
  await Promise.all(visitors);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(await ended).toBe(0);
});

it('answers the page that is waited for when it is stopped', async () => {
  const { catalog } = await startStandIns([]);
  catalog.become('hanging');
  const { url, kill, ended } = await startService('frontend', { CATALOG_URL: catalog.url });
  const page = fetch(url);
  await expect.poll(() => catalog.requests).toHaveLength(1);
  kill('SIGTERM');
  expect((await page).status).toBe(200);
  expect(await ended).toBe(0);
});

it('does not open with a wrong configuration, and names every problem', async () => {
  const { code, output } = await runServiceCommand(
    processOf('frontend', { ENVIRONMENT: 'prod', PAGE_BUDGET_MS: 'soon' }),
  );
  expect(code).toBe(1);
  expect(output).toContain('The configuration has 2 problems:');
  expect(output).toContain('PAGE_BUDGET_MS');
  expect(output).toContain('COOKIE_SECRETS');
  expect(output).not.toContain('    at ');
});
