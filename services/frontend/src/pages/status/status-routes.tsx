import { Router } from 'express';
import { allowOnly } from '../../errors/allow-only.ts';
import type { View } from '../../layout/view.tsx';
import type { Status } from '../../status/create-status.ts';
import { STATUS_PATH } from '../paths.ts';
import { StatusContent } from './status-content.tsx';

export interface StatusRoutesOptions {
  view: View;
  status: Status;
  repositoryUrl: string | undefined;
}

/** What runs: as a page for people, and as JSON for the frontends of other environments, which show it on their board. */
export function statusRoutes({ view, status, repositoryUrl }: StatusRoutesOptions): Router {
  const router = Router();
  router
    .route(STATUS_PATH)
    .get(async (_request, response) => {
      const [services, environments] = await Promise.all([status.services(), status.environments()]);
      response.set('cache-control', 'no-store');
      view.send(response, {
        title: `Status of ${services.environment}`,
        description: `What runs in ${services.environment}: each service with its state, version and instance.`,
        place: 'status',
        content: (
          <StatusContent status={services} environments={environments} repositoryUrl={repositoryUrl} />
        ),
      });
    })
    .all(allowOnly('GET', 'HEAD'));
  router
    .route(`${STATUS_PATH}.json`)
    .get(async (_request, response) => {
      response.set('cache-control', 'no-store').json(await status.services());
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
