CREATE TYPE product_kind AS ENUM ('model', 'kit');
CREATE TYPE difficulty AS ENUM ('beginner', 'easy', 'intermediate', 'advanced', 'expert');

CREATE TABLE categories (
  slug          TEXT    PRIMARY KEY CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name          TEXT    NOT NULL,
  position      INTEGER NOT NULL,
  product_count INTEGER NOT NULL DEFAULT 0 CHECK (product_count >= 0)
);

CREATE TABLE products (
  id              UUID           PRIMARY KEY DEFAULT gen_random_uuid(),
  slug            TEXT           NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name            TEXT           NOT NULL,
  category_slug   TEXT           NOT NULL REFERENCES categories (slug) ON DELETE RESTRICT ON UPDATE RESTRICT,
  kind            product_kind   NOT NULL,
  difficulty      difficulty     NOT NULL,
  summary         TEXT           NOT NULL,
  description     TEXT           NOT NULL,
  history         TEXT           NOT NULL,
  folding_minutes INTEGER        NOT NULL CHECK (folding_minutes > 0),
  paper_size_mm   INTEGER        NOT NULL CHECK (paper_size_mm > 0),
  price_cents     INTEGER        NOT NULL CHECK (price_cents > 0),
  currency        TEXT           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  picture         JSONB          NOT NULL,
  created_at      TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  updated_at      TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);

-- The time of the last change, by the database's clock. It never stands still, so that it serves as the version that
-- a writer must have seen.
CREATE FUNCTION touch_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := greatest(clock_timestamp(), OLD.updated_at + interval '1 millisecond');
  RETURN NEW;
END
$$;

CREATE TRIGGER touch_product BEFORE UPDATE ON products FOR EACH ROW EXECUTE FUNCTION touch_product();

-- Counting a million products takes a tenth of a second; the categories carry their counts instead. One function per
-- operation, because a trigger can see only the transition tables that its operation has. Categories are locked in the
-- order of their slugs, so that two writers that touch the same two cannot wait for each other.
CREATE FUNCTION add_to_product_counts(changes JSONB) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM categories WHERE changes ? slug ORDER BY slug FOR NO KEY UPDATE;
  UPDATE categories SET product_count = product_count + (changes ->> slug)::integer WHERE changes ? slug;
END
$$;

CREATE FUNCTION count_inserted_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_to_product_counts(jsonb_object_agg(category_slug, count))
  FROM (SELECT category_slug, count(*) FROM inserted GROUP BY category_slug) AS change
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_updated_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_to_product_counts(jsonb_object_agg(category_slug, count))
  FROM (
    SELECT category_slug, sum(change) AS count
    FROM (
      SELECT category_slug, 1 AS change FROM after_update
      UNION ALL
      SELECT category_slug, -1 FROM before_update
    ) AS moved
    GROUP BY category_slug
    HAVING sum(change) <> 0
  ) AS change
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_deleted_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM add_to_product_counts(jsonb_object_agg(category_slug, -count))
  FROM (SELECT category_slug, count(*) FROM deleted GROUP BY category_slug) AS change
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;

CREATE FUNCTION count_no_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE categories SET product_count = 0;
  RETURN NULL;
END
$$;

CREATE TRIGGER count_inserted AFTER INSERT ON products REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION count_inserted_products();
CREATE TRIGGER count_updated AFTER UPDATE ON products
  REFERENCING OLD TABLE AS before_update NEW TABLE AS after_update
  FOR EACH STATEMENT EXECUTE FUNCTION count_updated_products();
CREATE TRIGGER count_deleted AFTER DELETE ON products REFERENCING OLD TABLE AS deleted
  FOR EACH STATEMENT EXECUTE FUNCTION count_deleted_products();
CREATE TRIGGER count_truncated AFTER TRUNCATE ON products
  FOR EACH STATEMENT EXECUTE FUNCTION count_no_products();
