-- The text of every revision that was ever served, so that feedback on an old
-- one can be read in its own words.
-- +goose Up
CREATE TABLE revision (
    article text COLLATE "C" NOT NULL,
    revision text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    title text NOT NULL,
    markdown text NOT NULL,
    first_seen bigint NOT NULL,
    PRIMARY KEY (article, revision, language)
);
