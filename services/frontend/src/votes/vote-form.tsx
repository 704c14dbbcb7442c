import type { VNode } from 'preact';
import type { ProductSummary } from '../backends/product.ts';
import type { Tally } from '../backends/voting.ts';
import { votePath } from '../pages/paths.ts';
import type { VisitorFormats } from '../products/visitor-formats.ts';
import type { FormOrigin } from './form-origin.ts';

export interface VoteFormProps {
  product: Pick<ProductSummary, 'id' | 'slug' | 'name'>;
  /** `undefined` counts as no votes yet. */
  tally: Tally | undefined;
  /** For a visitor without a voter cookie; see `FirstVote`. */
  ticket: string | undefined;
  origin: FormOrigin;
  formats: VisitorFormats;
}

/**
 * A product's votes, with the button that adds the visitor's or takes it back. The browser's script shows a vote in the
 * same markup; see `browser/vote-view.ts`. Its fields say what the page says, and no browser fills in older ones.
 */
export function VoteForm({ product, tally, ticket, origin, formats }: VoteFormProps): VNode {
  const votes = tally?.votes ?? 0;
  const hasVoted = tally?.voted === true;
  return (
    <form class="vote" method="post" action={votePath(product.slug)} data-votes={votes} autocomplete="off">
      <input type="hidden" name="action" value={hasVoted ? 'take-back' : 'vote'} />
      <input type="hidden" name="productId" value={product.id} />
      <input type="hidden" name="from" value={origin.page} />
      {Object.entries(placeOf(origin)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {ticket !== undefined && <input type="hidden" name="ticket" value={ticket} />}
      <button class="vote-button">
        <span class="vote-label">
          {!hasVoted && <VoteMark />}
          {hasVoted ? 'Take back' : 'Vote'}
        </span>
        <span class="visually-hidden">
          {hasVoted ? ` your vote for ${product.name}` : ` for ${product.name}`}
        </span>
      </button>
      <p class={hasVoted ? 'vote-count voted' : 'vote-count'}>
        {hasVoted && <VoteMark />}
        {formats.count(votes)} {votes === 1 ? 'vote' : 'votes'}
        {hasVoted && (votes === 1 ? ', yours' : ', yours too')}
      </p>
    </form>
  );
}

// What the way back is built from; see `readVoteRequest`.
function placeOf(origin: FormOrigin): Record<string, string> {
  if (origin.page === 'product') return {};
  return {
    ...(origin.page === 'search' ? origin.query : {}),
    ...(origin.cursor === undefined ? {} : { cursor: origin.cursor }),
  };
}

function VoteMark(): VNode {
  return (
    <svg class="vote-mark" viewBox="0 0 16 14" width="16" height="14" aria-hidden="true">
      <path class="vote-mark-lit" d="M8 0L0 14H8z" />
      <path class="vote-mark-shaded" d="M8 0l8 14H8z" />
    </svg>
  );
}
