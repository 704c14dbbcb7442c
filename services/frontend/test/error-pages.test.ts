import express from 'express';
import supertest from 'supertest';
import { captureLog } from '@foldline/service-kit/testing/captured-log';
import { expect, it } from 'vitest';
import { handleErrors } from '../src/errors/handle-errors.tsx';
import { createView } from '../src/layout/view.tsx';
import { openFullShop } from './full-shop.ts';
import { linksOf, textOf } from './page.ts';

it('answers an unknown address with a page, the request id and a way on', async () => {
  const { request } = await openFullShop();
  const { status, headers, text } = await request.get('/nothing/here').set('x-request-id', 'find-me');
  expect(status).toBe(404);
  expect(headers['x-request-id']).toBe('find-me');
  expect(headers['cache-control']).toBe('no-store');
  expect(textOf(text)).toContain('Nothing is folded here There is no page at this address.');
  expect(textOf(text)).toContain('Request find-me');
  expect(linksOf(text)).toContain('/');
});

it.each([
  ['post', '/', 'GET, HEAD'],
  ['delete', '/products/crane', 'GET, HEAD'],
  ['put', '/images/crane.svg', 'GET, HEAD'],
  ['post', '/favicon.svg', 'GET, HEAD'],
  ['get', '/products/crane/vote', 'POST'],
] as const)('answers %s %s with 405 and the methods that there are', async (method, path, allow) => {
  const { request } = await openFullShop();
  const { status, headers, text } = await request[method](path);
  expect(status).toBe(405);
  expect(headers['allow']).toBe(allow);
  expect(textOf(text)).toContain(`This address answers ${allow} only.`);
});

it.each(['/products/%E0%A4%A', '/images/%ff.svg', '/%'])(
  'answers %s, which nobody can decode',
  async (path) => {
    const { request } = await openFullShop();
    const { status, text } = await request.get(path);
    expect([400, 404]).toContain(status);
    expect(linksOf(text)).toContain('/');
    expect(text).not.toContain('URIError');
  },
);

it('answers an oversized address with 414, in the clothes of the shop', async () => {
  const { request } = await openFullShop();
  const { status, headers, text } = await request.get(`/products/${'a'.repeat(5000)}`);
  expect(status).toBe(414);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(textOf(text)).toContain('Too long a strip An address may have 4096 characters at most.');
  expect(linksOf(text)).toContain('/');
});

it('answers HEAD like GET, without the page', async () => {
  const { request } = await openFullShop();
  for (const path of ['/', '/products/crane', '/images/crane.svg']) {
    const head = await request.head(path);
    expect(head.status, path).toBe(200);
    expect(head.text, path).toBeFalsy();
    expect(Number(head.headers['content-length']), path).toBeGreaterThan(0);
  }
  expect((await request.head('/nothing')).status).toBe(404);
});

it('tells nobody what broke inside, and logs it', async () => {
  const log = captureLog();
  const view = createView({
    info: {
      service: 'frontend',
      version: '1',
      commit: 'c',
      builtAt: 'b',
      environment: 'test',
      instance: 'i',
    },
    assets: { styleUrl: '/style.css', scriptUrl: '/script.js' },
  });
  const app = express();
  app.get('/', () => {
    throw new Error('the password is 1234');
  });
  app.use(handleErrors({ view, logger: log.logger }));
  const { status, text } = await supertest(app).get('/');
  expect(status).toBe(500);
  expect(textOf(text)).toContain('The paper tore Something went wrong on our side.');
  expect(text).not.toContain('1234');
  expect(text).not.toMatch(/\bat \S+ \(/);
  expect(log.lines()).toHaveLength(1);
  expect(log.lines()[0]).toMatchObject({ level: 'error', err: { message: 'the password is 1234' } });
});
