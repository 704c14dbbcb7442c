CREATE TABLE "votes" (
    "product_id" UUID NOT NULL,
    "voter_id" UUID NOT NULL,
    "voted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "votes_pkey" PRIMARY KEY ("product_id", "voter_id")
);

CREATE TABLE "tallies" (
    "product_id" UUID NOT NULL,
    "votes" INTEGER NOT NULL,

    CONSTRAINT "tallies_pkey" PRIMARY KEY ("product_id"),
    CONSTRAINT "tallies_votes_check" CHECK ("votes" >= 0)
);
