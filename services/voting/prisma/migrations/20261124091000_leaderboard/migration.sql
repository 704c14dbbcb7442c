-- The leaderboard of all time: read from the top until the limit is reached.
CREATE INDEX "tallies_votes_product_id_idx" ON "tallies"("votes" DESC, "product_id");

-- The leaderboards of a window: only the window's votes are read, and from the index alone.
CREATE INDEX "votes_voted_at_product_id_idx" ON "votes"("voted_at", "product_id");
