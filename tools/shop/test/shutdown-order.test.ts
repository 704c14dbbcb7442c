import { expect, test } from 'vitest';
import { shutdownOrder } from '../src/shutdown-order.ts';

function names(services: { name: string; peers: string[] }[]): string[][] {
  return shutdownOrder(services).map((group) => group.map(({ name }) => name));
}

test('whoever calls others stops before those it calls', () => {
  const order = names([
    { name: 'catalog', peers: [] },
    { name: 'frontend', peers: ['catalog', 'recommendation', 'voting'] },
    { name: 'recommendation', peers: ['catalog', 'voting'] },
    { name: 'voting', peers: ['catalog'] },
  ]);

  expect(order).toEqual([['frontend'], ['recommendation'], ['voting'], ['catalog']]);
});

test('services that do not know each other stop side by side', () => {
  expect(
    names([
      { name: 'a', peers: [] },
      { name: 'b', peers: ['elsewhere'] },
    ]),
  ).toEqual([['a', 'b']]);
});

test('services that call each other in a circle stop together', () => {
  const circle = [
    { name: 'a', peers: ['b'] },
    { name: 'b', peers: ['a'] },
  ];

  expect(names([...circle, { name: 'c', peers: ['a', 'c'] }])).toEqual([['c'], ['a', 'b']]);
});
