import { describe, expect, it } from 'vitest';
import { idOf } from './products.ts';
import { startRecommendation } from './recommendation.ts';

const addresses = ['/api/daily', `/api/products/${idOf(1)}/similar`, '/api/trending', '/api/highlights'];

describe('every refusal is a problem (RFC 9457)', () => {
  it.each([
    ['GET', '/api/nothing', 404, 'not-found'],
    ['POST', '/api/daily', 405, 'method-not-allowed'],
    ['DELETE', `/api/products/${idOf(1)}/similar`, 405, 'method-not-allowed'],
    ['GET', '/api/daily?date=%E0%A4%A', 400, 'invalid-request'],
    ['GET', '/api/products/%E0%A4%A/similar', 400, 'invalid-request'],
    ['GET', '/api/products/%00/similar', 400, 'invalid-request'],
    ['GET', `/api/trending?limit=${'1'.repeat(5000)}`, 414, 'uri-too-long'],
  ] as const)('%s %s', async (method, url, status, code) => {
    const { app } = await startRecommendation();
    const response = await app.inject({ method, url });
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ status, code });
    expect(response.body).not.toContain('node_modules');
  });

  it.each(addresses)('%s names a parameter that it does not know', async (address) => {
    const { app } = await startRecommendation();
    const response = await app.inject(`${address}?colour=red`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ errors: [{ parameter: 'colour', detail: 'is not known here' }] });
  });
});
