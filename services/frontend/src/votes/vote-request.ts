import { ServiceError } from '@foldline/service-kit/errors';
import { isCursor } from '../products/cursor.ts';
import { readSearch } from '../products/search-query.ts';
import type { FormOrigin } from './form-origin.ts';
import { isUuid } from './uuid.ts';

/** A vote as its form asks for it. */
export interface VoteRequest {
  action: 'vote' | 'take-back';
  productId: string;
  /** Stands for a visitor without a cookie; see `FirstVote`. */
  ticket: string | undefined;
  origin: FormOrigin;
}

/**
 * Reads the fields of a vote's form.
 *
 * @throws {ServiceError} `invalid-request` for anything that the shop's own forms do not send
 */
export function readVoteRequest(fields: Record<string, unknown>): VoteRequest {
  const action = fields['action'];
  const productId = fields['productId'];
  const ticket = fields['ticket'];
  const isKnownAction = action === 'vote' || action === 'take-back';
  if (!isKnownAction || !isUuid(productId) || (ticket !== undefined && !isUuid(ticket))) {
    throw new ServiceError(
      'invalid-request',
      'This vote is not complete. Go back to the model and vote again.',
    );
  }
  return { action, productId, ticket, origin: originOf(fields) };
}

function originOf(fields: Record<string, unknown>): FormOrigin {
  const cursor = isCursor(fields['cursor']) ? fields['cursor'] : undefined;
  switch (fields['from']) {
    case 'home':
      return { page: 'home', cursor };
    case 'search':
      return { page: 'search', query: readSearch(fields).query, cursor };
    default:
      return { page: 'product' };
  }
}
