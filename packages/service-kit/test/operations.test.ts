import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHealth } from '../src/health.ts';
import { captureLog } from '../src/testing/captured-log.ts';
import { testIdentity } from '../src/testing/quiet.ts';
import { thingsApp } from './fastify-app.ts';

const up = { probe: () => Promise.resolve(), required: true };
const down = { probe: () => Promise.reject(new Error('away')), required: true };
const hanging = { probe: () => new Promise<void>(() => undefined), required: true };

describe('readiness', () => {
  test.each([
    ['all are up', { database: up }, 200, 'ready'],
    ['a required one is down', { database: down, peer: up }, 503, 'not-ready'],
    ['a required one hangs', { database: hanging }, 503, 'not-ready'],
    ['a peer is down', { database: up, peer: { ...down, required: false } }, 200, 'degraded'],
  ] as const)('%s', async (_name, checks, statusCode, status) => {
    const app = await thingsApp({ health: createHealth(checks, 50) });
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(statusCode);
    expect(answer.json()).toMatchObject({ status });
  });

  test('each dependency is named with its state', async () => {
    const app = await thingsApp({
      health: createHealth({ database: up, peer: { ...down, required: false } }),
    });
    expect((await app.inject('/readyz')).json()).toMatchObject({
      dependencies: { database: { state: 'up', required: true }, peer: { state: 'down', required: false } },
    });
  });

  test('goes off when the service is told to stop, while requests are still served', async () => {
    const health = createHealth({ database: up });
    const app = await thingsApp({ health });
    health.drain();
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    const served = await app.inject('/things/1');
    expect(served.statusCode).toBe(200);
    expect(served.headers.connection).toBe('close');
  });
});

test('liveness asks nobody', async () => {
  const app = await thingsApp({ health: createHealth({ database: down }) });
  expect((await app.inject('/livez')).statusCode).toBe(200);
});

test('the version says which build runs where', async () => {
  const app = await thingsApp();
  expect((await app.inject('/version')).json()).toEqual({
    service: 'things',
    version: testIdentity.VERSION,
    commit: testIdentity.COMMIT,
    builtAt: testIdentity.BUILT_AT,
    environment: testIdentity.ENVIRONMENT,
    instance: testIdentity.INSTANCE,
  });
});

test('requests are measured by route pattern, never by raw path', async () => {
  const app = await thingsApp();
  await app.inject('/things/41');
  await app.inject('/things/42');
  await app.inject('/secret-path');
  const { body } = await app.inject('/metrics');
  expect(body).toContain(
    'http_server_request_duration_seconds_count{http_request_method="GET",http_route="/things/:id",http_response_status_code="200"} 2',
  );
  expect(body).toContain('http_route="unmatched",http_response_status_code="404"} 1');
  expect(body).not.toMatch(/things\/4|secret-path/);
  expect(body).toContain('process_cpu_seconds_total');
});

describe('one log line per request', () => {
  test('has what is needed to find it, and no query', async () => {
    const log = captureLog();
    const app = await thingsApp({ logger: log.logger });
    await app.inject({ url: '/things/1?color=red', headers: { 'x-request-id': 'abc' } });
    const [line, ...others] = log.lines();
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      level: 'info',
      service: 'test',
      method: 'GET',
      path: '/things/1',
      status: 200,
      requestId: 'abc',
    });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  test('one that no route could be found for is among them', async () => {
    const log = captureLog();
    const app = await thingsApp({ logger: log.logger });
    const answer = await app.inject({ url: '/things/%zz', headers: { 'x-request-id': 'abc' } });
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(log.lines()).toEqual([
      expect.objectContaining({ path: '/things/%zz', status: 400, requestId: 'abc' }),
    ]);
    expect((await app.inject('/metrics')).body).toContain(
      'http_route="unmatched",http_response_status_code="400"} 1',
    );
  });

  test('one whose client goes away is among them, as 499', async () => {
    const log = captureLog();
    const app = await thingsApp({ logger: log.logger });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => app.close());
    const client = new AbortController();
    const arrived = once(app.server, 'request');
    const headers = { 'x-request-id': 'abc' };
    const answer = fetch(`${url}/unanswered`, { headers, signal: client.signal });
    await arrived;
    client.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => log.lines()).toHaveLength(1);
    expect(log.lines()[0]).toMatchObject({
      path: '/unanswered',
      status: 499,
      msg: 'the client went away',
      requestId: 'abc',
    });
    expect((await app.inject('/metrics')).body).toContain(
      'http_route="/unanswered",http_response_status_code="499"} 1',
    );
  });

  test('probes are not worth one', async () => {
    const log = captureLog();
    const app = await thingsApp({ logger: log.logger });
    for (const url of ['/livez', '/readyz', '/metrics']) await app.inject(url);
    expect(log.lines()).toEqual([]);
  });

  test('secrets are replaced', () => {
    const log = captureLog();
    log.logger.info(
      {
        headers: { authorization: 'Bearer hunter2', 'x-voter-id': 'hunter2', cookie: 'a=hunter2' },
        password: 'hunter2',
      },
      'x',
    );
    expect(log.text()).not.toContain('hunter2');
    expect(log.text()).toContain('[redacted]');
  });
});

describe('request ids and traces', () => {
  test('a plain id is kept, anything else is replaced', async () => {
    const app = await thingsApp();
    const idFor = async (id: string): Promise<unknown> =>
      (await app.inject({ url: '/livez', headers: { 'x-request-id': id } })).headers['x-request-id'];
    expect(await idFor('a-1_2.3:4')).toBe('a-1_2.3:4');
    for (const id of ['', 'a b', 'a"b', 'x'.repeat(129)]) expect(await idFor(id)).toMatch(/^[\da-f-]{36}$/);
  });

  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

  test.each([
    ['is continued', `00-${traceId}-00f067aa0ba902b7-01`, true],
    ['of a later version is continued', `01-${traceId}-00f067aa0ba902b7-01-more`, true],
    ['that goes on where its version ends is restarted', `00-${traceId}-00f067aa0ba902b7-01-more`, false],
    ['without an id is restarted', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, false],
  ])('a trace %s, in the log too', async (_what, traceparent, isContinued) => {
    const log = captureLog();
    const app = await thingsApp({ logger: log.logger });
    await app.inject({ url: '/things/1', headers: { traceparent } });
    const logged = log.lines()[0]?.['traceId'];
    expect(logged).toMatch(/^(?!0{32})[\da-f]{32}$/);
    expect(logged === traceId).toBe(isContinued);
  });
});

test('the API describes itself, for machines and for people', async () => {
  const app = await thingsApp();
  const api = (await app.inject('/openapi.json')).json<{ openapi: string; paths: Record<string, unknown> }>();
  expect(api.openapi).toBe('3.1.0');
  expect(Object.keys(api.paths)).toContain('/things/{id}');
  expect((await app.inject('/docs')).headers['content-type']).toContain('text/html');
});
