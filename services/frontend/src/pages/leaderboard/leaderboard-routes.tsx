import { Router } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
import { leaderboardWindows } from '../../backends/leaderboard.ts';
import { pageBudget } from '../../backends/page-budget.ts';
import { allowOnly } from '../../errors/allow-only.ts';
import { visitorFormats } from '../../products/visitor-formats.ts';
import type { PageOptions } from '../page-options.ts';
import { LeaderboardContent } from './leaderboard-content.tsx';
import { loadLeaderboard } from './load-leaderboard.ts';
import { windowNames } from './window-names.ts';

/** The products with the most votes, of all time or of a window. */
export function leaderboardRoutes({ view, backends, budgetMs, environment, logger }: PageOptions): Router {
  const router = Router();
  router
    .route('/leaderboard')
    .get(pageBudget(budgetMs), async (request, response) => {
      const { window: asked = 'all' } = request.query;
      const window = leaderboardWindows.find((known) => known === asked);
      if (window === undefined) {
        const known = leaderboardWindows.join(', ');
        throw new ServiceError('not-found', `There is no such leaderboard. Its windows are ${known}.`);
      }
      const data = await loadLeaderboard(backends, window, logger);
      response.vary('Accept-Language');
      view.send(response, {
        title: window === 'all' ? 'Leaderboard' : `Leaderboard, ${windowNames[window].name}`,
        description: `The models with the most ${windowNames[window].votes}.`,
        place: 'leaderboard',
        content: (
          <LeaderboardContent
            {...data}
            window={window}
            formats={visitorFormats(request)}
            environment={environment}
          />
        ),
      });
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
