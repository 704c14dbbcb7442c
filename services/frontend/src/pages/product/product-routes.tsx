import { Router } from 'express';
import { pageBudget } from '../../backends/page-budget.ts';
import { allowOnly } from '../../errors/allow-only.ts';
import { readNotice } from '../../layout/notice.tsx';
import { visitorFormats } from '../../products/visitor-formats.ts';
import type { PageOptions } from '../page-options.ts';
import { loadProduct } from './load-product.ts';
import { ProductContent } from './product-content.tsx';

/** The page of a product. */
export function productRoutes(options: PageOptions): Router {
  const { view, backends, voterCookie, firstVote, budgetMs, environment, logger } = options;
  const router = Router();
  router
    .route('/products/:slug')
    .get(pageBudget(budgetMs), async (request, response) => {
      const voterId = voterCookie.read(request);
      const data = await loadProduct(backends, { slug: request.params.slug, voterId }, logger);
      response.vary('Accept-Language');
      view.send(response, {
        title: data.product.name,
        description: data.product.summary,
        notice: readNotice(request.query['notice']),
        content: (
          <ProductContent
            {...data}
            ticket={voterId === undefined ? firstVote.ticket() : undefined}
            formats={visitorFormats(request)}
            environment={environment}
          />
        ),
      });
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
