import { randomUUID } from 'node:crypto';
import { Router, urlencoded } from 'express';
import { ServiceError } from '@foldline/service-kit/errors';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { Logger } from '@foldline/service-kit/logger';
import type { Voter, Voting } from '../backends/voting.ts';
import { allowOnly } from '../errors/allow-only.ts';
import type { Notice } from '../layout/notice.tsx';
import type { FirstVote } from '../voter/first-vote.ts';
import type { VoterCookie } from '../voter/voter-cookie.ts';
import { refuseCrossSite } from './cross-site.ts';
import { pathBack } from './form-origin.ts';
import { readVoteRequest, type VoteRequest } from './vote-request.ts';

export interface VoteRoutesOptions {
  voting: Voting | undefined;
  voterCookie: VoterCookie;
  firstVote: FirstVote;
  bodyLimitBytes: number;
  logger: Logger;
}

/**
 * The address of the vote forms. A vote is answered with 303 back to the page of its form, whether it was counted or
 * not: a reload then never sends it again.
 */
export function voteRoutes(options: VoteRoutesOptions): Router {
  const { voting, voterCookie, firstVote, bodyLimitBytes, logger } = options;
  const router = Router();
  router
    .route('/products/:slug/vote')
    .post(
      refuseCrossSite,
      urlencoded({ extended: false, limit: bodyLimitBytes, parameterLimit: 20 }),
      async (request, response) => {
        if (!request.is('application/x-www-form-urlencoded')) {
          throw new ServiceError(
            'unsupported-media-type',
            'Send a vote as application/x-www-form-urlencoded.',
          );
        }
        const vote = readVoteRequest(request.body as Record<string, unknown>);
        const known = voterCookie.read(request);
        const id = known ?? (vote.ticket === undefined ? randomUUID() : firstVote.voterId(vote.ticket));
        const notice = await cast(vote, { id, address: request.ip });
        if (notice === undefined && vote.action === 'vote') voterCookie.write(response, id);
        response.redirect(303, pathBack(vote.origin, request.params.slug, notice));
      },
    )
    .all(allowOnly('POST'));
  return router;

  async function cast({ action, productId }: VoteRequest, voter: Voter): Promise<Notice | undefined> {
    if (!voting) return 'vote-failed';
    try {
      if (action === 'vote') await voting.vote(productId, voter);
      else await voting.takeBack(productId, voter);
      return undefined;
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      if (error.status === 429) return 'vote-limited';
      if (error.status === 404) return 'vote-unknown';
      logger.warn({ reason: error.reason, detail: error.message }, 'a vote was not counted');
      return 'vote-failed';
    }
  }
}
