// Vote and tally change in one statement, which is one transaction and one round trip.
//
// Concurrency, under READ COMMITTED. Each statement first takes its row in votes and only then the product's row in
// tallies, after which it takes nothing more: whoever holds a tally waits for nobody, so there is no deadlock. Of two
// statements about the same vote the second waits for the first and then finds its work done, its count of changed
// votes being 0. The tally is written even then: locking it is what makes the answer the tally after the first
// statement, whereas a mere read would see the snapshot from before it.
//
// The number answered is thus the tally at the moment this transaction holds it, with the votes of everyone before.
/** Stores a vote, $1 being the product and $2 the voter, and answers the product's tally as `votes`. */
export const castVote = {
  name: 'cast-vote',
  text: `
    WITH cast_vote AS (
      INSERT INTO votes (product_id, voter_id) VALUES ($1, $2)
      ON CONFLICT DO NOTHING
      RETURNING 1
    )
    INSERT INTO tallies AS tally (product_id, votes)
    SELECT $1, count(*) FROM cast_vote
    ON CONFLICT (product_id) DO UPDATE SET votes = tally.votes + excluded.votes
    RETURNING votes`,
};

/**
 * Removes a vote and answers the tally likewise, or no row for a product without a tally: that has no vote to withdraw,
 * and gets no tally by it.
 */
export const withdrawVote = {
  name: 'withdraw-vote',
  text: `
    WITH withdrawn AS (
      DELETE FROM votes WHERE product_id = $1 AND voter_id = $2
      RETURNING 1
    )
    UPDATE tallies SET votes = votes - (SELECT count(*) FROM withdrawn)
    WHERE product_id = $1
    RETURNING votes`,
};
