import { expect, it } from 'vitest';
import { trendingProducts } from './trending.ts';

const [crane, frog, fox] = ['crane', 'frog', 'fox'].map((id) => ({ id }));
const products = new Map(['crane', 'fox', 'frog'].map((id) => [id, { id }]));
const day = (votes: number) => ({ day: votes, week: 0, month: 0 });

it('ranks by score, and by id where scores are equal', () => {
  const votes = new Map([
    ['frog', day(2)],
    ['fox', day(5)],
    ['crane', day(2)],
  ]);
  const ranking = trendingProducts(products, votes, 3).map((entry) => entry.product);
  expect(ranking).toEqual([fox, crane, frog]);
  expect(trendingProducts(products, votes, 1)).toEqual([{ product: fox, score: 4.454 }]);
});

it('leaves out what is no longer sold and what has no votes', () => {
  const votes = new Map([
    ['sold-out', day(9)],
    ['fox', day(0)],
    ['frog', day(1)],
  ]);
  expect(trendingProducts(products, votes, 3).map(({ product }) => product)).toEqual([frog]);
});
