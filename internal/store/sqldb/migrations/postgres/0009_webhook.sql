-- Addresses that are told of events, and the messages to them. events is a list
-- with a comma before, between and after, or empty for all. The outbox holds no
-- word of a reader: what is sent is made of the feedback as it is then.
-- +goose Up
CREATE TABLE webhook (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url text NOT NULL,
    events text COLLATE "C" NOT NULL,
    secret text NOT NULL,
    added_at bigint NOT NULL
);

CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message text COLLATE "C" NOT NULL,
    webhook bigint NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    event text COLLATE "C" NOT NULL,
    feedback bytea NOT NULL,
    version bigint NOT NULL,
    from_status text COLLATE "C" NOT NULL,
    to_status text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    state text COLLATE "C" NOT NULL DEFAULT 'waiting',
    since bigint NOT NULL,
    next_at bigint NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    last_at bigint NOT NULL DEFAULT 0,
    code bigint NOT NULL DEFAULT 0,
    trouble text NOT NULL DEFAULT '',
    UNIQUE (webhook, event, feedback, version)
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_done ON outbox (created_at) WHERE state <> 'waiting';
