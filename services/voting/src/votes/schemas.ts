import { Type, type Static } from 'typebox';
import { uuid } from '../uuid.ts';

const ProductId = uuid('The id of a product of the catalog');
const VoterId = uuid('The voter, as an opaque random UUID; it is never logged');
const votes = Type.Integer({ minimum: 0, description: 'How many voters have a vote for the product' });
const voted = Type.Boolean({ description: 'Whether the voter has a vote for the product' });

export const ProductParams = Type.Object({ id: ProductId });
export const NoQuery = Type.Object({}, { additionalProperties: false });
export const VoterHeaders = Type.Object({ 'x-voter-id': VoterId });
export const OptionalVoterHeaders = Type.Partial(VoterHeaders);

export const maxProductIds = 100;
export const ProductIdsQuery = Type.Object(
  {
    productIds: Type.String({
      minLength: 1,
      description: `The ids of 1 to ${maxProductIds} products, separated by commas`,
    }),
  },
  { additionalProperties: false },
);

/** What a voter's change came to: the product's tally right after it, and whether the voter now has a vote. */
export const VoteResult = Type.Object({ productId: ProductId, votes, voted });
export type VoteResult = Static<typeof VoteResult>;

/** A product's tally; `voted` only where a voter asked. */
export const VoteCount = Type.Object({ productId: ProductId, votes, voted: Type.Optional(voted) });
export type VoteCount = Static<typeof VoteCount>;

export const VoteCounts = Type.Object({ items: Type.Array(VoteCount) });
