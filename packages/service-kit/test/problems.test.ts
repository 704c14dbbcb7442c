import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { App } from '../src/fastify/app.ts';
import type { ProblemDetails } from '../src/problem.ts';
import { captureLog, type CapturedLog } from '../src/testing/captured-log.ts';
import { thingsApp } from './fastify-app.ts';

let app: App;
let log: CapturedLog;

beforeAll(async () => {
  log = captureLog();
  app = await thingsApp({ logger: log.logger, limits: { REQUEST_TIMEOUT_MS: 200 } });
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

function port(): number {
  return (app.server.address() as AddressInfo).port;
}

const json = { 'content-type': 'application/json' };

describe('every failure is answered with problem details', () => {
  test.each([
    ['an unknown address', { url: '/nope' }, 404, 'not-found'],
    ['a file that is not there', { url: '/docs/static/nope.css' }, 404, 'not-found'],
    ['a wrong method', { method: 'PATCH', url: '/things/1' }, 405, 'method-not-allowed'],
    ['a method that nothing answers', { method: 'PROPFIND', url: '/things/1' }, 405, 'method-not-allowed'],
    ['an address that cannot be decoded', { url: '/things/%zz' }, 400, 'invalid-request'],
    ['an oversized address', { url: `/${'a'.repeat(5000)}` }, 414, 'uri-too-long'],
    ['an oversized part of an address', { url: `/things/${'1'.repeat(300)}` }, 414, 'uri-too-long'],
    ['a wrong parameter', { url: '/things/x' }, 400, 'invalid-request'],
    ['an unknown query parameter', { url: '/things/1?size=2' }, 400, 'invalid-request'],
    [
      'malformed JSON',
      { method: 'POST', url: '/things', headers: json, payload: '{"name":' },
      400,
      'invalid-request',
    ],
    ['an empty body', { method: 'POST', url: '/things', headers: json, payload: '' }, 400, 'invalid-request'],
    [
      'another media type',
      { method: 'POST', url: '/things', headers: { 'content-type': 'text/xml' }, payload: '<a/>' },
      415,
      'unsupported-media-type',
    ],
    [
      'an oversized body',
      { method: 'POST', url: '/things', payload: { name: 'x'.repeat(2000), size: 1 } },
      413,
      'payload-too-large',
    ],
    ['a request that a plugin refuses', { url: '/docs/static/%00' }, 400, 'invalid-request'],
    ['a refusal of ours', { url: '/refusal' }, 429, 'too-many-requests'],
    ['a fault of ours', { url: '/fault' }, 500, 'internal'],
  ] as const)('%s', async (_name, request, status, code) => {
    const answer = await app.inject(request as InjectOptions);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers['cache-control']).toBe('no-store');
    const problem = answer.json<ProblemDetails>();
    expect(problem).toMatchObject({ type: 'about:blank', status, code });
    expect(problem.detail).toMatch(/\.$/);
    expect(problem.requestId).toBe(answer.headers['x-request-id']);
    expect(problem.requestId).toBeDefined();
  });

  test('every wrong field is listed, with where it is', async () => {
    const answer = await app.inject({ method: 'POST', url: '/things', payload: { size: '3', 'a/b': 1 } });
    expect(answer.json<ProblemDetails>().errors).toEqual(
      expect.arrayContaining([
        { pointer: '/name', detail: 'is required' },
        { pointer: '/a~1b', detail: 'is not known here' },
        { pointer: '/size', detail: 'must be integer' },
      ]),
    );
  });

  test('a wrong method is told the right ones', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/things/7' });
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  test('a refusal brings its headers, with whole seconds to wait', async () => {
    const { headers } = await app.inject({ url: '/refusal' });
    expect(headers).toMatchObject({ 'retry-after': '2', 'x-limit': '3' });
  });

  test('a refusal that was decided here is logged without a stack', async () => {
    await app.inject({ url: '/closed', headers: { 'x-request-id': 'refused' } });
    const line = log.lines().find(({ level, requestId }) => level === 'warn' && requestId === 'refused');
    expect(line).toMatchObject({ code: 'unauthorized', msg: 'Show your token.' });
    expect(line).not.toHaveProperty('err');
  });

  test('a fault shows nothing of its inside, and the log has it under the same request id', async () => {
    const answer = await app.inject({ url: '/fault', headers: { 'x-request-id': 'find-me' } });
    expect(answer.body).not.toMatch(/hunter2|postgresql|stack|at .*\.ts/);
    expect(answer.json<ProblemDetails>().requestId).toBe('find-me');
    const line = log.lines().find(({ level, requestId }) => level === 'error' && requestId === 'find-me');
    expect(JSON.stringify(line)).toContain('connect postgresql');
  });
});

test('an upload that breaks off is no fault of ours', async () => {
  const arrived = once(app.server, 'request');
  const client = connect(port(), '127.0.0.1');
  client.write('POST /things HTTP/1.1\r\nhost: x\r\nx-request-id: cut\r\n');
  client.write('content-type: application/json\r\ncontent-length: 100\r\n\r\n{"name":');
  await arrived;
  client.destroy();
  const lines = (): unknown[] => log.lines().filter(({ requestId }) => requestId === 'cut');
  await expect.poll(lines).not.toEqual([]);
  expect(lines()).toEqual([expect.objectContaining({ level: 'info', status: 499 })]);
});

describe('what is no good HTTP request', () => {
  async function exchange(bytes: string): Promise<string> {
    const socket = connect(port(), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.write(bytes);
    await once(socket, 'close');
    return answer;
  }

  test('garbage is refused with 400', async () => {
    const answer = await exchange('what is this\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(answer).toContain('application/problem+json');
  });

  test('oversized headers are refused with 431', async () => {
    const answer = await exchange(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
    expect(answer).toContain('"code":"headers-too-large"');
  });

  test('headers that do not arrive in time are refused with 408', async () => {
    const answer = await exchange('GET /things/1 HTTP/1.1\r\nhost: x\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"request-timeout"');
  });

  test('a request without a host is refused with 400', async () => {
    const answer = await exchange('GET /things/1 HTTP/1.1\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"detail":"Say in a Host header which host the request is for."');
  });

  test('an expectation that is not known is not held against it', async () => {
    const answer = await exchange(
      'GET /things/1 HTTP/1.1\r\nhost: x\r\nexpect: wonders\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
  });
});
