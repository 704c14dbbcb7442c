import { Router } from 'express';
import { pageBudget } from '../../backends/page-budget.ts';
import { allowOnly } from '../../errors/allow-only.ts';
import { publicOrigin } from '../../http/public-origin.ts';
import { readNotice } from '../../layout/notice.tsx';
import { visitorFormats } from '../../products/visitor-formats.ts';
import type { PageOptions } from '../page-options.ts';
import { loadProduct } from './load-product.ts';
import { ProductContent } from './product-content.tsx';
import { ProductHead } from './product-head.tsx';

/** The page of a product. */
export function productRoutes(options: PageOptions): Router {
  const { view, backends, voterCookie, firstVote, budgetMs, environment, logger } = options;
  const router = Router();
  router
    .route('/products/:slug')
    .get(pageBudget(budgetMs), async (request, response) => {
      const voterId = voterCookie.read(request);
      const ticket = voterId === undefined ? firstVote.ticket() : undefined;
      const data = await loadProduct(backends, { slug: request.params.slug, voterId }, logger);
      const origin = publicOrigin(request);
      response.vary('Accept-Language');
      view.send(response, {
        title: data.product.name,
        description: data.product.summary,
        notice: readNotice(request.query['notice']),
        ticket,
        head: origin !== undefined && <ProductHead product={data.product} origin={origin} />,
        content: (
          <ProductContent
            {...data}
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
