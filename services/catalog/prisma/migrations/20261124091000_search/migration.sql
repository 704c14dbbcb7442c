-- Both come with PostgreSQL and are trusted: the owner of a database may install them.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- Words as they are written, and the stems of English words; accents are dropped in both.
CREATE TEXT SEARCH CONFIGURATION catalog_words (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION catalog_words
  ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION catalog_stems (COPY = english);
ALTER TEXT SEARCH CONFIGURATION catalog_stems
  ALTER MAPPING FOR asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
  WITH unaccent, english_stem;

-- These functions have SQL-standard bodies: what they name is bound when they are made, whatever the search_path.

-- unaccent() is only STABLE, as its rules could be edited; what we index is built on the rules as they are installed.
CREATE FUNCTION fold_text(value TEXT) RETURNS TEXT
  IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(unaccent('unaccent'::regdictionary, value) COLLATE "C");

-- All words of a text, twice: as written and as stems. Without positions, which only phrases and ts_rank would read.
-- The parser must not take "paper.com" or "1/2" for one word: what joins such words becomes a space.
CREATE FUNCTION search_vector(value TEXT) RETURNS TSVECTOR
  IMMUTABLE STRICT PARALLEL SAFE
  RETURN strip(
    to_tsvector('catalog_words'::regconfig, translate(value, './-_@:+', '       '))
    || to_tsvector('catalog_stems'::regconfig, translate(value, './-_@:+', '       '))
  );

-- Every word must occur: as the beginning of a word, or in another form of the same English word. Words that English
-- text search ignores ("the") are ignored, unless there is nothing else. A word holds letters and digits only.
CREATE FUNCTION search_query(words TEXT[]) RETURNS TSQUERY
  IMMUTABLE STRICT PARALLEL SAFE
  RETURN (
    SELECT coalesce(
      string_agg('(' || (prefix || stem)::text || ')', ' & ') FILTER (WHERE numnode(stem) > 0),
      string_agg('(' || prefix::text || ')', ' & ') FILTER (WHERE numnode(prefix) > 0),
      ''
    )::tsquery
    FROM (
      SELECT
        to_tsquery('catalog_words'::regconfig, '''' || word || ''':*') AS prefix,
        plainto_tsquery('catalog_stems'::regconfig, word) AS stem
      FROM unnest(words) AS word
    ) AS query
  );

ALTER TABLE products
  ADD COLUMN name_key TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(name)) STORED,
  ADD COLUMN picture_hash TEXT NOT NULL GENERATED ALWAYS AS (md5(picture::text)) STORED,
  ADD COLUMN name_search TSVECTOR NOT NULL GENERATED ALWAYS AS (search_vector(name)) STORED,
  ADD COLUMN search TSVECTOR NOT NULL GENERATED ALWAYS AS (
    search_vector(name || ' ' || category_slug || ' ' || summary || ' ' || description)
  ) STORED;

-- Category and difficulty are in these indexes so that a search within a category reads no match outside of it.
-- fastupdate off: a list of pending entries would be read from end to end by every search.
CREATE INDEX products_name_search_idx ON products USING gin (name_search, category_slug, difficulty)
  WITH (fastupdate = off);
CREATE INDEX products_search_idx ON products USING gin (search, category_slug, difficulty) WITH (fastupdate = off);

-- Every list is a merge of at most five ranges, one per difficulty, each in the order of one of these indexes.
CREATE INDEX products_difficulty_newest_idx ON products (difficulty, created_at, id);
CREATE INDEX products_difficulty_price_idx ON products (difficulty, price_cents, id);
CREATE INDEX products_difficulty_name_idx ON products (difficulty, name_key, id);
CREATE INDEX products_category_newest_idx ON products (category_slug, difficulty, created_at, id);
CREATE INDEX products_category_price_idx ON products (category_slug, difficulty, price_cents, id);
CREATE INDEX products_category_name_idx ON products (category_slug, difficulty, name_key, id);

-- What signs the cursors of paged lists: one random key, shared by all instances on this database.
CREATE TABLE cursor_key (
  id    BOOLEAN PRIMARY KEY DEFAULT true CHECK (id),
  value BYTEA   NOT NULL DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
);
INSERT INTO cursor_key DEFAULT VALUES;
