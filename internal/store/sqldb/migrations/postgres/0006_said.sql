-- When the reader said what stands now. What was said earlier and comes in later,
-- from a phone that was without network, must not replace it.
-- +goose Up
ALTER TABLE feedback ADD COLUMN said_at BIGINT NOT NULL DEFAULT 0;
UPDATE feedback SET said_at = changed_at;
