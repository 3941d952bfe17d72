-- A webhook whose receiver fails is left alone for a while: failures counts the
-- rounds in a row in which no message was taken, paused_until is when the next one
-- is tried. request_key is the form's own key, so that a form that is sent twice
-- adds one webhook.
-- +goose Up
ALTER TABLE webhook ADD COLUMN failures bigint NOT NULL DEFAULT 0;
ALTER TABLE webhook ADD COLUMN failing_since bigint NOT NULL DEFAULT 0;
ALTER TABLE webhook ADD COLUMN paused_until bigint NOT NULL DEFAULT 0;
ALTER TABLE webhook ADD COLUMN trouble text NOT NULL DEFAULT '';
ALTER TABLE webhook ADD COLUMN request_key text;
CREATE UNIQUE INDEX webhook_request ON webhook (request_key);
CREATE INDEX outbox_by_webhook ON outbox (webhook, next_at, id) WHERE state = 'waiting';

-- Searches of a day beyond those whose text is stored.
CREATE TABLE search_other (
    day text COLLATE "C" PRIMARY KEY,
    times bigint NOT NULL,
    missed bigint NOT NULL
);
