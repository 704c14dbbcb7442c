import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { serve } from './browser/serve.ts';
import { openShop } from './shop.ts';
import { getOverWire } from './wire.ts';

type Request = ReturnType<typeof openShop>['request'];
const urls = {
  style: /<link rel="stylesheet" href="([^"]+)"/,
  script: /<script src="([^"]+)" defer><\/script>/,
};

async function urlOf(request: Request, asset: keyof typeof urls): Promise<string> {
  const { text } = await request.get('/');
  return urls[asset].exec(text)?.[1] ?? '';
}

it.each([
  ['style', /^\/assets\/style\.[\da-f]{16}\.css$/, 'text/css; charset=utf-8'],
  ['script', /^\/assets\/script\.[\da-f]{16}\.js$/, 'text/javascript; charset=utf-8'],
] as const)(
  'serves its one %s under an address that changes with its content, for good',
  async (asset, address, type) => {
    const { request } = openShop({});
    const url = await urlOf(request, asset);
    expect(url).toMatch(address);
    const { status, headers } = await request.get(url);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    });
  },
);

it('has in its style what the visitor prefers, and nothing to load', async () => {
  const { request } = openShop({});
  const { text } = await request.get(await urlOf(request, 'style'));
  expect(text).toMatch(/prefers-color-scheme: ?dark/);
  expect(text).toMatch(/prefers-reduced-motion: ?reduce/);
  expect(text).not.toMatch(/url\(|@import/);
});

it.each(['style', 'script'] as const)('sends the %s as small as the browser takes it', async (asset) => {
  const { app, request } = openShop({});
  const url = (await serve(app)) + (await urlOf(request, asset));
  const plain = await getOverWire(url, { 'accept-encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  const br = await getOverWire(url, { 'accept-encoding': 'gzip, deflate, br, zstd' });
  expect(br.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(br.body)).toEqual(plain.body);
  const gzip = await getOverWire(url, { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body)).toEqual(plain.body);
  expect(Number(br.headers['content-length'])).toBe(br.body.length);
  expect(br.body.length).toBeLessThan(gzip.body.length);
  expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
});

it('has a script of less than 5 kB', async () => {
  const { app, request } = openShop({});
  const { body } = await getOverWire((await serve(app)) + (await urlOf(request, 'script')));
  expect(body.length).toBeGreaterThan(0);
  expect(body.length).toBeLessThan(5000);
});

it('answers 304 for what the browser has', async () => {
  const { app, request } = openShop({});
  const url = (await serve(app)) + (await urlOf(request, 'style'));
  const { etag = '' } = (await getOverWire(url)).headers;
  const again = await getOverWire(url, { 'if-none-match': etag });
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
});

it('serves a page of another version the style that there is, without keeping it under that name', async () => {
  const { request } = openShop({});
  const current = await request.get(await urlOf(request, 'style'));
  const other = await request.get('/assets/style.0123456789abcdef.css');
  expect(other.status).toBe(200);
  expect(other.text).toBe(current.text);
  expect(other.headers['cache-control']).toBe('no-store');
  expect(other.headers['etag']).toBeUndefined();
});

it('serves a page of another version a script that loads it anew, without keeping it under that name', async () => {
  const { request } = openShop({});
  const current = await request.get(await urlOf(request, 'script'));
  const other = await request.get('/assets/script.0123456789abcdef.js');
  expect(other.status).toBe(200);
  expect(other.text).not.toBe(current.text);
  expect(other.text).toContain('location.replace(location.href)');
  expect(other.headers['cache-control']).toBe('no-store');
});

it('serves its icon', async () => {
  const { request } = openShop({});
  const { text } = await request.get('/');
  expect(text).toContain('<link rel="icon" href="/favicon.svg" type="image/svg+xml"/>');
  const { status, headers } = await request.get('/favicon.svg');
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('image/svg+xml');
});

it('has nothing else among its assets', async () => {
  const { request } = openShop({});
  for (const path of [
    '/assets/',
    '/assets/style.css',
    '/assets/../package.json',
    '/assets/style.x.js',
    '/assets/resvg.wasm',
  ]) {
    expect((await request.get(path)).status, path).toBe(404);
  }
});
