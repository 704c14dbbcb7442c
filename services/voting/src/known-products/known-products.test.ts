import { PeerError } from '@foldline/service-kit/http/peer-error';
import { beforeEach, expect, test } from 'vitest';
import { createKnownProducts, type KnownProducts } from './known-products.ts';

const id = '3f0c8f5e-7f0c-4a53-9d0e-0d4c4d7e8a01';

let now: number;
let lookUps: number;
let lookUp: () => Promise<boolean>;
let known: KnownProducts;

beforeEach(() => {
  now = 1;
  lookUps = 0;
  lookUp = () => Promise.resolve(true);
  known = createKnownProducts({
    lookUp: () => {
      lookUps += 1;
      return lookUp();
    },
    hasVotes: () => Promise.resolve(false),
    lookUpTimeoutMs: 1000,
    clock: { now: () => now },
  });
});

function catalogIsAway(): Promise<boolean> {
  return Promise.reject(new PeerError('catalog', 'unreachable', 'could not be reached'));
}

test('a product that exists is asked for again after an hour', async () => {
  await known.has(id);
  now += 59 * 60_000;
  await known.has(id);
  expect(lookUps).toBe(1);
  now += 2 * 60_000;
  await known.has(id);
  expect(lookUps).toBe(2);
});

test('a product that does not exist is asked for again after five seconds', async () => {
  lookUp = () => Promise.resolve(false);
  expect(await known.has(id)).toBe(false);
  now += 4900;
  expect(await known.has(id)).toBe(false);
  expect(lookUps).toBe(1);
  lookUp = () => Promise.resolve(true);
  now += 200;
  expect(await known.has(id)).toBe(true);
});

test('while the catalog is away, what was known an hour ago is still known, and the catalog is spared', async () => {
  await known.has(id);
  lookUp = catalogIsAway;
  now += 2 * 60 * 60_000;
  expect(await known.has(id)).toBe(true);
  expect(await known.has(id)).toBe(true);
  expect(lookUps).toBe(2);
  now += 11_000;
  expect(await known.has(id)).toBe(true);
  expect(lookUps).toBe(3);
});

test('while the catalog is away, what did not exist a while ago may exist by now', async () => {
  lookUp = () => Promise.resolve(false);
  await known.has(id);
  lookUp = catalogIsAway;
  now += 6000;
  await expect(known.has(id)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a product that has left the catalog is forgotten', async () => {
  await known.has(id);
  lookUp = () => Promise.resolve(false);
  now += 61 * 60_000;
  expect(await known.has(id)).toBe(false);
  lookUp = catalogIsAway;
  now += 6000;
  await expect(known.has(id)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a flood of ids that do not exist displaces none that does', async () => {
  await known.has(id);
  lookUp = () => Promise.resolve(false);
  for (let index = 0; index < 100_000; index += 1) await known.has(`made-up-${index}`);
  lookUps = 0;
  expect(await known.has(id)).toBe(true);
  expect(lookUps).toBe(0);
});

test('a fault that is not the catalog being away is not hidden', async () => {
  lookUp = () => Promise.reject(new TypeError('a fault'));
  await expect(known.has(id)).rejects.toThrow(TypeError);
});
