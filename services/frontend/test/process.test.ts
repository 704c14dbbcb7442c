import { expect, it } from 'vitest';
import { runServiceCommand } from '@foldline/service-kit/testing/service-process';
import { stopUnderLoad } from '@foldline/service-kit/testing/stop-under-load';
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
  const frontend = await startService('frontend', { SHUTDOWN_DELAY_MS: '6000' });
  const request = async (): Promise<number> => {
    const page = await fetch(frontend.url);
    await page.text();
    return page.status;
  };
  const stopped = await stopUnderLoad({ service: frontend, clients: 10, request });
  expect(stopped).toEqual({ outcomes: [200], ended: 0 });
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
