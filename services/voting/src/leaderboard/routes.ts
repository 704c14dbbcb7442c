import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import type { LeaderboardRepository } from './leaderboard-repository.ts';
import { defaultLimit, defaultWindow, Leaderboard, LeaderboardQuery } from './schemas.ts';

/** Which products have the most votes. */
export const leaderboardRoutes: FastifyPluginCallbackTypebox<{ leaderboard: LeaderboardRepository }> = (
  app,
  { leaderboard },
  done,
) => {
  app.get(
    '/api/leaderboard',
    {
      schema: {
        tags: ['leaderboard'],
        summary: 'The products with the most votes',
        description:
          'Products without votes in the window are left out. A product may since have left the catalog.',
        querystring: LeaderboardQuery,
        response: {
          200: Leaderboard,
          ...problemResponses({
            400: 'The window, the limit or another parameter does not fit; the errors say which.',
            503: 'The database is away.',
          }),
        },
      },
    },
    ({ query: { window = defaultWindow, limit = defaultLimit } }) => leaderboard.top(window, limit),
  );
  done();
};
