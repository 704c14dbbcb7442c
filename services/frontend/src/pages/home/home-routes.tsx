import { Router } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
import { pageBudget } from '../../backends/page-budget.ts';
import { allowOnly } from '../../errors/allow-only.ts';
import { readNotice } from '../../layout/notice.tsx';
import { isCursor } from '../../products/cursor.ts';
import { visitorFormats } from '../../products/visitor-formats.ts';
import type { PageOptions } from '../page-options.ts';
import { HomeContent } from './home-content.tsx';
import { loadHome } from './load-home.ts';

/** The home page, and the further pages of its list. */
export function homeRoutes(options: PageOptions): Router {
  const { view, backends, voterCookie, firstVote, budgetMs, environment, logger } = options;
  const router = Router();
  router
    .route('/')
    .get(pageBudget(budgetMs), async (request, response) => {
      const { cursor } = request.query;
      if (cursor !== undefined && !isCursor(cursor)) {
        throw new ServiceError(
          'not-found',
          'This page of the list does not exist. Start again at its beginning.',
        );
      }
      const voterId = voterCookie.read(request);
      const ticket = voterId === undefined ? firstVote.ticket() : undefined;
      const data = await loadHome(backends, { cursor, voterId }, logger);
      response.vary('Accept-Language');
      view.send(response, {
        title: 'Origami, from a square',
        description: 'Paper models and kits to fold, from a few quiet minutes to a winter of evenings.',
        notice: readNotice(request.query['notice']),
        ticket,
        content: (
          <HomeContent
            {...data}
            cursor={cursor}
            ticket={ticket}
            formats={visitorFormats(request)}
            environment={environment}
          />
        ),
      });
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
