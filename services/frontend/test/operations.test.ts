import { expect, it } from 'vitest';
import { openFullShop } from './full-shop.ts';
import { openShop } from './shop.ts';

it('is ready with all backends, and degraded without one', async () => {
  const { request, voting } = await openFullShop();
  const up = { state: 'up', required: false };
  const ready = await request.get('/readyz');
  expect(ready.status).toBe(200);
  expect(ready.body).toEqual({
    status: 'ready',
    dependencies: { catalog: up, voting: up, recommendation: up },
  });
  await voting.close();
  const degraded = await request.get('/readyz');
  expect(degraded.status).toBe(200);
  expect(degraded.body).toMatchObject({ status: 'degraded', dependencies: { voting: { state: 'down' } } });
  await voting.close().catch(() => undefined);
});

it('names only the backends that are configured', async () => {
  const { request } = openShop({});
  expect((await request.get('/readyz')).body).toEqual({ status: 'ready', dependencies: {} });
  expect((await request.get('/livez')).body).toEqual({ status: 'alive' });
});

it('says on every page, and for machines, which environment, version and instance it is', async () => {
  const { request } = openShop(
    {},
    { config: { ENVIRONMENT: 'preprod', VERSION: '2.3.4', COMMIT: 'abc1234' } },
  );
  expect((await request.get('/version')).body).toMatchObject({
    service: 'frontend',
    version: '2.3.4',
    commit: 'abc1234',
    environment: 'preprod',
  });
  for (const path of ['/', '/nothing']) {
    const { text } = await request.get(path);
    expect(text, path).toContain('<body class="environment-preprod">');
    expect(text, path).toContain('preprod · version 2.3.4 · commit abc1234 · test-1');
  }
});

it('gives an environment that it does not know a colour too', async () => {
  const { request } = openShop({}, { config: { ENVIRONMENT: 'canary' } });
  expect((await request.get('/')).text).toContain('<body class="environment-other">');
});

it('measures pages by their pattern, and calls by their backend', async () => {
  const { request } = await openFullShop();
  await request.get('/products/crane');
  await request.get('/images/crane.svg');
  await request.get('/nothing/at/all');
  const { text } = await request.get('/metrics');
  expect(text).toContain('http_route="/products/:slug",http_response_status_code="200"');
  expect(text).toContain('http_route="/images/:slug.svg",http_response_status_code="200"');
  expect(text).toContain('http_route="unmatched",http_response_status_code="404"');
  expect(text).toMatch(/http_client_request_duration_seconds_count\{peer="voting"[^}]*outcome="200"/);
  expect(text).not.toContain('crane');
});
