-- How often readers searched for a text on a day, and how many results there
-- were the last time. No row says who searched.
-- +goose Up
CREATE TABLE search (
    day text COLLATE "C" NOT NULL,
    query text COLLATE "C" NOT NULL CHECK (query <> ''),
    times bigint NOT NULL,
    results bigint NOT NULL,
    missed bigint NOT NULL,
    PRIMARY KEY (day, query)
);
