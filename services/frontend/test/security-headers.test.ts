import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';

const paths = ['/', '/products/crane', '/nothing', '/products/unicorn'];

it.each(paths)('lets %s load nothing but the own style, script and pictures', async (path) => {
  const { request } = await openFullShop();
  const { headers } = await request.get(path);
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  );
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(headers['x-powered-by']).toBeUndefined();
});

it.each(paths)('needs on %s no inline script or style', async (path) => {
  const { request } = await openFullShop();
  const { text } = await request.get(path);
  expect(text).not.toMatch(
    /<script(?! src="\/assets\/[^"]+" defer><\/script>)|<style|\sstyle=|\son[a-z]+=|javascript:/i,
  );
});

it('binds browsers to https only if they came over https', async () => {
  const name = 'strict-transport-security';
  const plain = await openFullShop();
  const claimed = await plain.request.get('/').set('x-forwarded-proto', 'https');
  expect(claimed.headers[name]).toBeUndefined();
  const behindProxy = await openFullShop({ config: { TRUSTED_PROXIES: 1 } });
  const secure = await behindProxy.request.get('/').set('x-forwarded-proto', 'https');
  expect(secure.headers[name]).toBe('max-age=31536000; includeSubDomains');
  expect((await behindProxy.request.get('/')).headers[name]).toBeUndefined();
});

it('keeps pages out of shared caches', async () => {
  const { request } = await openFullShop();
  const { headers } = await request.get('/');
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(headers['vary']).toBe('Accept-Language, Accept-Encoding');
});
