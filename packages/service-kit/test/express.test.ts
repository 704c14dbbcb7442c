import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import request from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { close, createHttpServer, listen } from '../src/express/http-server.ts';
import { observeRequests } from '../src/express/observe-requests.ts';
import { operations } from '../src/express/operations.ts';
import { sendProblem } from '../src/express/send-problem.ts';
import type { ServiceError } from '../src/errors.ts';
import { createHealth, type Health } from '../src/health.ts';
import { createMetrics } from '../src/metrics.ts';
import { currentRequest, type Callers } from '../src/request-context.ts';
import { serviceInfo } from '../src/service-info.ts';
import { captureLog, type CapturedLog } from '../src/testing/captured-log.ts';
import { testIdentity, testLimits } from '../src/testing/quiet.ts';

const answerErrors: ErrorRequestHandler = (error: ServiceError, _request, response, next) => {
  if (response.headersSent) next(error);
  else sendProblem(response, error);
};

function pagesApp(
  health: Health = createHealth({}),
  callers: Callers = 'anyone',
): { app: Express; log: CapturedLog } {
  const log = captureLog();
  const metrics = createMetrics();
  const app = express();
  app.use(observeRequests({ logger: log.logger, health, metrics, requestTimeoutMs: 1000, callers }));
  app.use(operations({ info: serviceInfo('pages', testIdentity), health, metrics }));
  app.get('/pages/:id', (_request, response) => {
    response.send('page');
  });
  app.get('/time-left', (_request, response) => {
    response.json((currentRequest()?.deadline ?? 0) - performance.now());
  });
  app.get('/unanswered', () => undefined);
  app.use(answerErrors);
  return { app, log };
}

async function listening(app: Express): Promise<{ server: Server; url: string }> {
  const server = createHttpServer(app, { REQUEST_TIMEOUT_MS: 200 });
  const url = await listen(server, { HOST: '127.0.0.1', PORT: 0 });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url };
}

test('the operational endpoints answer as those of the other services', async () => {
  const { app } = pagesApp(
    createHealth({ peer: { probe: () => Promise.reject(new Error('away')), required: false } }),
  );
  await request(app).get('/livez').expect(200, { status: 'alive' });
  await request(app)
    .get('/readyz')
    .expect(200, { status: 'degraded', dependencies: { peer: { state: 'down', required: false } } });
  const version = await request(app).get('/version').expect(200).expect('cache-control', 'no-store');
  expect(version.body).toMatchObject({ service: 'pages', version: testIdentity.VERSION });
});

test('readiness goes off when the service is told to stop', async () => {
  const health = createHealth({});
  const { app } = pagesApp(health);
  health.drain();
  await request(app).get('/readyz').expect(503).expect('connection', 'close');
});

test.each(['/livez', '/readyz', '/version', '/metrics'])('%s answers GET and HEAD only', async (path) => {
  const { app } = pagesApp();
  expect((await request(app).head(path)).status).toBe(200);
  for (const method of ['post', 'put', 'delete', 'options'] as const) {
    const answer = await request(app)[method](path).set('x-request-id', 'find-me');
    expect(answer.status, method).toBe(405);
    expect(answer.headers, method).toMatchObject({
      allow: 'GET, HEAD',
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
    });
    expect(answer.body, method).toMatchObject({
      code: 'method-not-allowed',
      detail: `${path} answers GET, HEAD only.`,
      requestId: 'find-me',
    });
  }
});

test('an oversized address is refused with 414', async () => {
  const { app } = pagesApp();
  await request(app)
    .get(`/pages/${'1'.repeat(4096 - '/pages/'.length)}`)
    .expect(200);
  const answer = await request(app).get(`/pages/1?q=${'a'.repeat(4096)}`);
  expect(answer.status).toBe(414);
  expect(answer.body).toMatchObject({ code: 'uri-too-long' });
});

test.each([
  ['services', 0, 200],
  ['anyone', 200, 1000],
] as const)('how long the caller waits counts if callers are %s', async (callers, least, most) => {
  const { app } = pagesApp(createHealth({}), callers);
  const answer = await request(app).get('/time-left').set('x-request-timeout-ms', '200');
  expect(answer.body).toBeGreaterThan(least);
  expect(answer.body).toBeLessThanOrEqual(most);
});

test('requests are logged and measured by route pattern, probes not logged', async () => {
  const { app, log } = pagesApp();
  await request(app).get('/pages/41?secret=1').set('x-request-id', 'abc').expect('x-request-id', 'abc');
  await request(app).get('/nowhere');
  const { text } = await request(app).get('/metrics');
  expect(text).toContain('http_route="/pages/:id",http_response_status_code="200"} 1');
  expect(text).toContain('http_route="unmatched",http_response_status_code="404"} 1');
  expect(log.lines().map(({ path, status }) => [path, status])).toEqual([
    ['/pages/41', 200],
    ['/nowhere', 404],
  ]);
  expect(log.lines()[0]).toMatchObject({ requestId: 'abc' });
});

test('a request whose client goes away is logged and measured as 499', async () => {
  const { app, log } = pagesApp();
  const { url, server } = await listening(app);
  const client = new AbortController();
  const arrived = once(server, 'request');
  const answer = fetch(`${url}/unanswered`, { headers: { 'x-request-id': 'abc' }, signal: client.signal });
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
  const { text } = await request(app).get('/metrics');
  expect(text).toContain('http_route="/unanswered",http_response_status_code="499"} 1');
});

describe('what is no good HTTP request', () => {
  async function exchange(bytes: string): Promise<string> {
    const { url } = await listening(pagesApp().app);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(bytes);
    await once(socket, 'close');
    return answer;
  }

  test.each([
    ['garbage', 'what is this\r\n\r\n', 400, 'invalid-request'],
    [
      'oversized headers',
      `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['an unfinished one', 'GET / HTTP/1.1\r\nhost: x\r\n', 408, 'request-timeout'],
    ['no host', 'GET /pages/1 HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'invalid-request'],
  ])('%s is refused with problem details', async (_name, bytes, status, code) => {
    const answer = await exchange(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json/i);
    expect(answer).toContain(`"code":"${code}"`);
  });

  test('an expectation that is not known is not held against it', async () => {
    const answer = await exchange(
      'GET /pages/1 HTTP/1.1\r\nhost: x\r\nexpect: wonders\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });
});

test('the server listens, and closes with kept connections open', async () => {
  const server = createHttpServer(pagesApp().app, testLimits);
  const url = await listen(server, { HOST: '127.0.0.1', PORT: 0 });
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  await close(server);
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
});
