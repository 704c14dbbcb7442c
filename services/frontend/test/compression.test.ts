import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { serve } from './browser/serve.ts';
import { crane, openFullShop } from './full-shop.ts';
import { voteFormOf } from './page.ts';
import { getOverWire } from './wire.ts';

const path = `/products/${crane.slug}`;

it('compresses a page as the browser takes it', async () => {
  const { app } = await openFullShop();
  const url = (await serve(app)) + path;
  const br = await getOverWire(url, { 'accept-encoding': 'br' });
  expect(br.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(br.body).toString()).toContain('</html>');
  const gzip = await getOverWire(url, { 'accept-encoding': 'gzip' });
  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toContain('</html>');
  const plain = await getOverWire(url, { 'accept-encoding': 'identity' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body.toString()).toContain('</html>');
  for (const { headers } of [br, gzip, plain]) expect(headers.vary).toContain('Accept-Encoding');
});

it('answers 304 for a page that the visitor has, and the page once it changed', async () => {
  const { app, browser } = await openFullShop();
  const url = (await serve(app)) + path;
  const voted = await browser()
    .post(`${path}/vote`)
    .type('form')
    .send({ action: 'vote', productId: crane.id, from: 'product' });
  const cookie = voted.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const { etag = '' } = (await getOverWire(url, { cookie })).headers;
  expect(etag).toMatch(/^W\/"/);
  const again = await getOverWire(url, { cookie, 'if-none-match': etag });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect(again.headers.vary).toContain('Accept-Encoding');
  const stranger = await getOverWire(url, { 'if-none-match': etag });
  expect(stranger.status).toBe(200);
});

it('answers 304 to a visitor without a cookie too, whose ticket is another each time', async () => {
  const { app, request } = await openFullShop();
  const base = await serve(app);
  for (const page of ['/', path, '/search']) {
    const { etag = '' } = (await getOverWire(base + page)).headers;
    expect((await getOverWire(base + page, { 'if-none-match': etag })).status, page).toBe(304);
  }
  const tickets = [await request.get(path), await request.get(path)].map(
    ({ text }) => voteFormOf(text, crane.slug).fields['ticket'],
  );
  expect(new Set(tickets).size).toBe(2);
});

it('answers HEAD like GET, and tags no page of an error', async () => {
  const { app } = await openFullShop();
  const base = await serve(app);
  const head = await getOverWire(base + path, {}, 'HEAD');
  expect([head.status, head.body.length]).toEqual([200, 0]);
  expect(head.headers.etag).toBeDefined();
  const missing = await getOverWire(`${base}/products/unicorn`);
  expect(missing.status).toBe(404);
  expect(missing.headers.etag).toBeUndefined();
});
