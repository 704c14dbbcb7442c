import { startStandIn, type Failure } from '@foldline/service-kit/testing/stand-in';
import { unusedUrl } from '@foldline/service-kit/testing/unused-url';
import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { EnvironmentStatus } from '../src/status/environment-status.ts';
import { textOf } from './page.ts';
import { sendJson } from './stand-ins.ts';
import { listenAs, openStatusShop } from './status-shop.ts';

const budgetMs = 2000;

/** What one who looks at the board reads of a service, in its row. */
function rowOf(html: string, service: string): string {
  const board = html.split('id="status-board"')[1] ?? '';
  const row = board.split(/<\/?tr/).find((part) => part.includes(`>${service}</th>`)) ?? '';
  const withoutPlaces = row.replace(/<span class="board-place".*?<\/span><\/span>/gs, '');
  return textOf(withoutPlaces.replace(/^[^>]*>/, '')).trim();
}

async function otherFrontend(answer: RequestListener, failure?: Failure): Promise<string> {
  const standIn = await startStandIn(answer);
  if (failure !== undefined) standIn.become(failure);
  onTestFinished(() => standIn.close());
  return standIn.url;
}

const nothing: EnvironmentStatus = {
  environment: 'prod',
  asOf: '2026-11-24T10:00:00.000Z',
  services: [],
};

it('sets three environments side by side, each compared with the one before', async () => {
  const dev = await listenAs('dev', { VERSION: '1.9.0' });
  const prod = await listenAs('prod', { VERSION: '1.8.2' });
  Object.assign(dev.catalog.says, { version: '2.4.0' });
  Object.assign(prod.catalog.says, { version: '1.9.4' });
  Object.assign(dev.voting.says, { commit: 'aaaaaaa' });
  prod.voting.says.readiness = 'degraded';
  prod.recommendation.become('away');
  const preprod = await openStatusShop({
    config: { ENVIRONMENT: 'preprod', VERSION: '1.8.2' },
    // It is not called at its own address.
    environments: [dev.address, { name: 'preprod', origin: await unusedUrl() }, prod.address],
  });
  preprod.catalog.says.version = '2.3.0';
  const { status, text } = await preprod.request.get('/status');
  expect(status).toBe(200);
  expect(textOf(text)).toContain('From dev to prod Service dev you are here preprod prod');
  expect(rowOf(text, 'frontend')).toBe('frontend 1.9.0 1.8.2 1 minor behind 1.8.2 same Degraded');
  expect(rowOf(text, 'catalog')).toBe('catalog 2.4.0 2.3.0 1 minor behind 1.9.4 1 major behind');
  expect(rowOf(text, 'voting')).toBe('voting 1.2.3 1.2.3 same version, other commit 1.2.3 same Degraded');
  expect(rowOf(text, 'recommendation')).toBe('recommendation 1.2.3 1.2.3 same Away');
  expect(text).not.toContain('127.0.0.1');
});

it('shows no board with fewer than two environments, and calls nobody for it', async () => {
  const dev = await listenAs('dev');
  const { request } = await openStatusShop({ environments: [dev.address] });
  const { text } = await request.get('/status');
  expect(text).not.toContain('status-board');
  expect(dev.log.text()).not.toContain('/status.json');
});

describe('an environment that cannot be seen', () => {
  it.each([
    ['refuses the connection', unusedUrl, 'cannot be reached'],
    ['hangs', () => otherFrontend(() => undefined), 'did not answer in time'],
    ['answers garbage', () => otherFrontend(() => undefined, 'garbage'), 'gave no usable answer'],
    ['answers an error', () => otherFrontend(() => undefined, 'error'), 'gave no usable answer'],
    [
      'answers JSON of another kind',
      () =>
        otherFrontend((_request, response) => {
          sendJson(response, { environment: 'prod', services: 'all' });
        }),
      'gave no usable answer',
    ],
    [
      'redirects',
      async () => {
        const { address } = await listenAs('prod');
        return otherFrontend((request, response) => {
          response.writeHead(302, { location: `${address.origin}${request.url ?? ''}` }).end();
        });
      },
      'gave no usable answer',
    ],
    [
      'answers without an end',
      () =>
        otherFrontend((_request, response) => {
          const more = (): void => {
            while (response.writable && response.write(' '.repeat(16_384)));
          };
          response.on('drain', more).writeHead(200, { 'content-type': 'application/json' });
          more();
        }),
      'gave no usable answer',
    ],
    [
      'answers for another',
      () =>
        otherFrontend((_request, response) => {
          sendJson(response, { ...nothing, environment: 'staging' });
        }),
      'answers as staging',
    ],
  ])('and %s costs its column', async (_how, start, words) => {
    const origin = await start();
    const dev = await openStatusShop({
      config: { ENVIRONMENT: 'dev', PAGE_BUDGET_MS: budgetMs },
      environments: [
        { name: 'dev', origin },
        { name: 'prod', origin },
      ],
    });
    const { status, text } = await dev.request.get('/status');
    expect(status).toBe(200);
    expect(rowOf(text, 'catalog')).toBe(`catalog 1.2.3 ${words}`);
    expect(text).not.toContain('127.0.0.1');
    const line = dev.log.lines().find(({ seen }) => seen === 'prod');
    expect(line).toMatchObject({ level: 'warn', detail: expect.stringContaining(origin) as string });
  });
});

it('waits for another environment in which a service hangs', async () => {
  const prod = await listenAs('prod', { PAGE_BUDGET_MS: budgetMs });
  prod.catalog.become('hanging');
  const dev = await openStatusShop({
    config: { ENVIRONMENT: 'dev', PAGE_BUDGET_MS: budgetMs },
    environments: [{ name: 'dev', origin: await unusedUrl() }, prod.address],
  });
  const { text } = await dev.request.get('/status');
  expect(rowOf(text, 'catalog')).toBe('catalog 1.2.3 Away');
  expect(rowOf(text, 'voting')).toBe('voting 1.2.3 1.2.3 same');
});

it('shows a service that only another environment has', async () => {
  const payment = {
    service: 'payment',
    state: 'ready',
    version: '0.1.0',
    commit: null,
    builtAt: null,
    instance: null,
    latencyMs: 1,
    changedAt: nothing.asOf,
  };
  const origin = await otherFrontend((_request, response) => {
    sendJson(response, { ...nothing, services: [payment] });
  });
  const dev = await openStatusShop({
    config: { ENVIRONMENT: 'dev' },
    environments: [
      { name: 'dev', origin },
      { name: 'prod', origin },
    ],
  });
  const { text } = await dev.request.get('/status');
  expect(rowOf(text, 'payment')).toBe('payment not there 0.1.0');
  expect(rowOf(text, 'catalog')).toBe('catalog 1.2.3 not there');
});
