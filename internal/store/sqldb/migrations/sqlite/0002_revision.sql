-- The text of every revision that was ever served, so that feedback on an old
-- one can be read in its own words.
-- +goose Up
CREATE TABLE revision (
    article TEXT NOT NULL,
    revision TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    markdown TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    PRIMARY KEY (article, revision, language)
) STRICT;
