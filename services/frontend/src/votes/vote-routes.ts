import { randomUUID } from 'node:crypto';
import { Router, urlencoded, type Response } from 'express';
import { ServiceError, type ErrorCode } from '@foldline/service-kit/errors';
import { PeerError } from '@foldline/service-kit/http/peer-error';
import type { Logger } from '@foldline/service-kit/logger';
import type { Tally, Voter, Voting } from '../backends/voting.ts';
import { allowOnly } from '../errors/allow-only.ts';
import { prefersJson } from '../http/prefers-json.ts';
import { noticeText, type Notice } from '../layout/notice.tsx';
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

/** What became of a vote: the tally after it, or why there is none. */
type Outcome = { tally: Tally } | { notice: Notice; retryAfterSeconds?: number };

/**
 * The address of the vote forms. A vote is answered with 303 back to the page of its form, whether it was counted or
 * not: a reload then never sends it again. The browser's script asks for JSON and gets the tally, or a problem.
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
        const outcome = await cast(vote, { id, address: request.ip });
        if ('tally' in outcome && vote.action === 'vote') voterCookie.write(response, id);
        response.vary('Accept');
        if (prefersJson(request)) sendOutcome(response, outcome, vote);
        else {
          const notice = 'notice' in outcome ? outcome.notice : undefined;
          response.redirect(303, pathBack(vote.origin, request.params.slug, notice));
        }
      },
    )
    .all(allowOnly('POST'));
  return router;

  async function cast({ action, productId }: VoteRequest, voter: Voter): Promise<Outcome> {
    if (!voting) return { notice: 'vote-failed' };
    try {
      const call = action === 'vote' ? voting.vote(productId, voter) : voting.takeBack(productId, voter);
      return { tally: await call };
    } catch (error) {
      if (!(error instanceof PeerError)) throw error;
      if (error.status === 429) {
        return { notice: 'vote-limited', retryAfterSeconds: (error.retryAfterMs ?? limitRetryMs) / 1000 };
      }
      if (error.status === 404) return { notice: 'vote-unknown' };
      logger.warn({ reason: error.reason, detail: error.message }, 'a vote was not counted');
      return { notice: 'vote-failed' };
    }
  }
}

const limitRetryMs = 60_000;

const codes: Record<string, ErrorCode> = {
  'vote-limited': 'too-many-requests',
  'vote-unknown': 'not-found',
};

/** @throws {ServiceError} for a vote that was not counted */
function sendOutcome(response: Response, outcome: Outcome, { action }: VoteRequest): void {
  if ('notice' in outcome) {
    const { notice, retryAfterSeconds } = outcome;
    throw new ServiceError(codes[notice] ?? 'unavailable', noticeText(notice), {
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  const { votes } = outcome.tally;
  response.set('cache-control', 'no-store').json({ votes, voted: action === 'vote' });
}
