import { Router } from 'express';
import { pageBudget } from '../../backends/page-budget.ts';
import { allowOnly } from '../../errors/allow-only.ts';
import { readNotice } from '../../layout/notice.tsx';
import { isCursor } from '../../products/cursor.ts';
import { MAX_QUERY_LENGTH, readSearch, type SearchQuery } from '../../products/search-query.ts';
import { visitorFormats } from '../../products/visitor-formats.ts';
import type { PageOptions } from '../page-options.ts';
import { loadSearch, type SearchData } from './load-search.ts';
import { SearchContent } from './search-content.tsx';
import { searchTitle } from './search-names.ts';

const refusalTexts: Record<keyof SearchQuery, string> = {
  q: `A search is one line of ${MAX_QUERY_LENGTH} characters at most, so this one goes without words.`,
  category: 'There is no such category, so this search goes through all of them.',
  difficulty: 'There is no such level, so this search has them all.',
  sort: 'There is no such order, so this search has its own.',
};
const refusedCursor = 'There is no such page of the results, so this is the first.';

/** The search: words and filters are parameters of its address, so that each search can be kept and passed on. */
export function searchRoutes(options: PageOptions): Router {
  const { view, backends, voterCookie, firstVote, budgetMs, environment, logger } = options;
  const router = Router();
  router
    .route('/search')
    .get(pageBudget(budgetMs), async (request, response) => {
      const { query, refused } = readSearch(request.query);
      const asked = request.query['cursor'];
      const cursor = isCursor(asked) ? asked : undefined;
      const refusals = refused.map((parameter) => refusalTexts[parameter]);
      if (asked !== cursor) refusals.push(refusedCursor);

      const voterId = voterCookie.read(request);
      const ticket = voterId === undefined ? firstVote.ticket() : undefined;
      const data = await loadSearch(backends, { query, cursor, voterId }, logger);
      response.vary('Accept-Language').status(refusals.length > 0 ? 400 : statusOf(data, query, cursor));
      const title = titleOf(data, query);
      view.send(response, {
        title,
        description: `${title}: paper models and kits to fold, by category, level and price.`,
        ...(refusals.length > 0 || !isList(query, cursor) ? { robots: 'noindex' } : {}),
        place: 'search',
        searchWords: query.q,
        notice: readNotice(request.query['notice']),
        ticket,
        content: (
          <SearchContent
            {...data}
            query={query}
            cursor={cursor}
            refusals={refusals}
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

function titleOf({ results }: SearchData, query: SearchQuery): string {
  const categories = results.state === 'there' ? results.data?.categories : undefined;
  return searchTitle(query, categories ?? []);
}

// All models and each category are for search engines to list, once; the searches are without number.
function isList({ q, difficulty, sort }: SearchQuery, cursor: string | undefined): boolean {
  return [q, difficulty, sort, cursor].every((narrowed) => narrowed === undefined);
}

// A search that finds nothing is an answer; a category or a page of a list that does not exist is not.
function statusOf({ results }: SearchData, { category }: SearchQuery, cursor: string | undefined): number {
  if (results.state !== 'there') return 200;
  if (!results.data) return cursor === undefined ? 400 : 404;
  const { categories = [] } = results.data;
  const isKnown = category === undefined || categories.some(({ slug }) => slug === category);
  return isKnown ? 200 : 404;
}
