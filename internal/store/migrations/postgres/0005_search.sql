-- How often readers searched for a text on a day, and how many results there
-- were the last time. No row says who searched.
-- +goose Up
CREATE TABLE search (
    day TEXT NOT NULL,
    query TEXT NOT NULL CHECK (query <> ''),
    times BIGINT NOT NULL,
    results BIGINT NOT NULL,
    missed BIGINT NOT NULL,
    PRIMARY KEY (day, query)
);
