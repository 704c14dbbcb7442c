import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { problemResponses } from '@foldline/service-kit/fastify/problem-responses';
import type { LimitRequest } from '../rate-limit/rate-limit.ts';
import { parseProductIds } from './product-ids.ts';
import {
  NoQuery,
  OptionalVoterHeaders,
  ProductIdsQuery,
  ProductParams,
  VoteCounts,
  VoteResult,
  VoterHeaders,
} from './schemas.ts';
import type { VoteRepository } from './vote-repository.ts';
import type { VoteService } from './vote-service.ts';

const tags = ['votes'];
const invalid = 'The id, the voter or the query does not fit; the errors say which.';
const limited = 'The voter or the address sends too many; Retry-After says when to go on.';

/** Casting, withdrawing and counting votes. */
export const voteRoutes: FastifyPluginCallbackTypebox<{
  voteService: VoteService;
  votes: VoteRepository;
  limitRequest: LimitRequest;
}> = (app, { voteService, votes, limitRequest }, done) => {
  // What a shared cache kept would be out of date at once, or another voter's.
  app.addHook('onRequest', (_request, reply, next) => {
    reply.header('cache-control', 'no-store');
    next();
  });
  app.put(
    '/api/products/:id/vote',
    {
      preHandler: limitRequest,
      schema: {
        tags,
        summary: "Cast the voter's vote for a product",
        description: 'Idempotent: a voter has one vote per product, however often this is sent.',
        params: ProductParams,
        headers: VoterHeaders,
        querystring: NoQuery,
        response: {
          200: VoteResult,
          ...problemResponses({
            400: invalid,
            404: 'The catalog has no such product.',
            429: limited,
            503: 'The database is away, or the catalog is and the product is not known here yet.',
          }),
        },
      },
    },
    ({ params, headers }) => voteService.cast(canonical(params.id), canonical(headers['x-voter-id'])),
  );
  app.delete(
    '/api/products/:id/vote',
    {
      preHandler: limitRequest,
      schema: {
        tags,
        summary: "Take the voter's vote for a product back",
        description: 'Idempotent, and possible for a product that the catalog no longer has.',
        params: ProductParams,
        headers: VoterHeaders,
        querystring: NoQuery,
        response: {
          200: VoteResult,
          ...problemResponses({ 400: invalid, 429: limited, 503: 'The database is away.' }),
        },
      },
    },
    ({ params, headers }) => voteService.withdraw(canonical(params.id), canonical(headers['x-voter-id'])),
  );
  app.get(
    '/api/votes',
    {
      schema: {
        tags,
        summary: 'The votes of several products',
        description:
          "In the order asked, zero for products without votes; with the caller's own votes if it names a voter.",
        headers: OptionalVoterHeaders,
        querystring: ProductIdsQuery,
        response: {
          200: VoteCounts,
          ...problemResponses({ 400: invalid, 503: 'The database is away.' }),
        },
      },
    },
    async ({ query, headers }) => ({
      items: await votes.counts(parseProductIds(query.productIds), headers['x-voter-id']),
    }),
  );
  done();
};

// Upper and lower case mean the same UUID; everything that is remembered by id must agree on one.
function canonical(uuid: string): string {
  return uuid.toLowerCase();
}
