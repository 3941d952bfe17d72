-- How often readers searched for a text on a day, and how many results there
-- were the last time. No row says who searched.
-- +goose Up
CREATE TABLE search (
    day TEXT NOT NULL,
    query TEXT NOT NULL CHECK (query <> ''),
    times INTEGER NOT NULL,
    results INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    PRIMARY KEY (day, query)
) STRICT;
