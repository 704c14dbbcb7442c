import { Type, type Static } from 'typebox';
import { uuid } from '../uuid.ts';

const windows = ['24h', '7d', '30d', 'all'] as const;
export type Window = (typeof windows)[number];
const windowDescription = 'Which votes count: those of the last 24 hours, 7 or 30 days of 24 hours, or all';

export const defaultWindow = 'all';
export const defaultLimit = 10;

export const LeaderboardQuery = Type.Object(
  {
    window: Type.Optional(Type.Enum(windows, { description: windowDescription, default: defaultWindow })),
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        default: defaultLimit,
        description: 'How many products at most; among equals at the end, the order of their ids decides',
      }),
    ),
  },
  { additionalProperties: false },
);

export const Leaderboard = Type.Object({
  window: Type.Enum(windows, { description: windowDescription }),
  asOf: Type.String({
    format: 'date-time',
    description: "When the votes were counted, by the database's clock: the end of the window",
  }),
  items: Type.Array(
    Type.Object({
      productId: uuid('The id of a product'),
      votes: Type.Integer({ minimum: 1, description: 'Votes of the window that were not withdrawn' }),
      rank: Type.Integer({
        minimum: 1,
        description:
          'Standard competition ranking: equal votes share a rank, and the next rank skips as many',
      }),
      previousRank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
        description:
          'The rank among all products on the same board as it stood 24 hours before asOf, counted from the votes that ' +
          'still stand; null if the product was not on it',
      }),
    }),
    { description: 'Most votes first; among equals, in the order of their ids' },
  ),
});
export type Leaderboard = Static<typeof Leaderboard>;
