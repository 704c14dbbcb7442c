import { expect, it } from 'vitest';
import { openShop } from './shop.ts';

async function stylesheetUrl(request: ReturnType<typeof openShop>['request']): Promise<string> {
  const { text } = await request.get('/');
  return /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? '';
}

it('serves its one stylesheet under an address that changes with its content, for good', async () => {
  const { request } = openShop({});
  const url = await stylesheetUrl(request);
  expect(url).toMatch(/^\/assets\/style\.[\da-f]{16}\.css$/);
  const { status, headers, text } = await request.get(url);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(text).toContain('prefers-color-scheme: dark');
  expect(text).toContain('prefers-reduced-motion: reduce');
  expect(text).not.toMatch(/url\(|@import/);
});

it('serves a page of another version the style that there is, without keeping it under that name', async () => {
  const { request } = openShop({});
  const current = await request.get(await stylesheetUrl(request));
  const other = await request.get('/assets/style.0123456789abcdef.css');
  expect(other.status).toBe(200);
  expect(other.text).toBe(current.text);
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
  for (const path of ['/assets/', '/assets/style.css', '/assets/../package.json', '/assets/style.x.js']) {
    expect((await request.get(path)).status, path).toBe(404);
  }
});
