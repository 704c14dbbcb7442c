import { failures } from '@foldline/service-kit/testing/stand-in';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { openShop } from './shop.ts';
import { picture } from './stand-ins.ts';

const bodyOf = ({ body }: { body: unknown }): string => (body as Buffer).toString();

async function catalogThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("hands the catalog's picture on, to be kept for good under its version", async () => {
  const { request, catalog } = await openFullShop();
  const answer = await request.get('/images/crane.svg?v=v1');
  expect(answer.status).toBe(200);
  expect(bodyOf(answer)).toBe(picture);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: 'W/"picture-1"',
    vary: 'Accept-Encoding',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  expect(catalog.requests[0]?.url).toBe('/images/crane.svg?v=v1');
});

it('has a picture without its version asked for again each time', async () => {
  const { request } = await openFullShop();
  expect((await request.get('/images/crane.svg')).headers['cache-control']).toBe('no-cache');
});

it('answers 304 when the catalog does', async () => {
  const { request } = await openFullShop();
  const answer = await request.get('/images/crane.svg?v=v1').set('if-none-match', 'W/"picture-1"');
  expect(answer.status).toBe(304);
  expect(answer.headers['etag']).toBe('W/"picture-1"');
});

it.each(['v=../../x', 'v=a&v=b', `v=${'a'.repeat(100)}`, 'v=%0d%0a'])(
  'does not pass %s on to the catalog',
  async (query) => {
    const { request, catalog } = await openFullShop();
    expect((await request.get(`/images/crane.svg?${query}`)).status).toBe(200);
    expect(catalog.requests[0]?.url).toBe('/images/crane.svg');
  },
);

it.each(['unicorn', 'Crane', '..%2Fapi%2Fproducts', 'crane%3Fx', '%00'])(
  'answers /images/%s.svg with 404 and a plain sheet',
  async (slug) => {
    const { request, catalog } = await openFullShop();
    const answer = await request.get(`/images/${slug}.svg`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('image/svg+xml');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(catalog.requests.every(({ url }) => url === '/images/unicorn.svg')).toBe(true);
  },
);

describe('a plain sheet stands in', () => {
  it.each(failures)('while the catalog is %s', async (failure) => {
    const { request, catalog } = await openFullShop({ backendTimeoutMs: 300 });
    catalog.become(failure);
    const answer = await request.get('/images/crane.svg?v=v1');
    expect(answer.status).toBe(503);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(answer.headers['etag']).toBeUndefined();
    expect(bodyOf(answer)).toMatch(/^<svg /);
  });

  it('without a catalog', async () => {
    const answer = await openShop({}).request.get('/images/crane.svg');
    expect([answer.status, answer.headers['cache-control']]).toEqual([503, 'no-store']);
  });

  it('for a picture that is far too large', async () => {
    const url = await catalogThat((_request, response) => {
      response.setHeader('content-type', 'image/svg+xml').end(`<svg>${' '.repeat(600 * 1024)}</svg>`);
    });
    expect((await openShop({ CATALOG_URL: url }).request.get('/images/crane.svg')).status).toBe(503);
  });

  it('for a page that pretends to be a picture', async () => {
    const url = await catalogThat((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<script>alert(1)</script>');
    });
    const answer = await openShop({ CATALOG_URL: url }).request.get('/images/crane.svg');
    expect(answer.status).toBe(503);
    expect(bodyOf(answer)).not.toContain('script');
  });
});
