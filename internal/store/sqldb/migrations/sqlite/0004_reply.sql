-- What the editors tell the reader on the receipt: their words, and the revision
-- that mended what was wrong.
-- +goose Up
ALTER TABLE feedback ADD COLUMN reply TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN fixed_in TEXT NOT NULL DEFAULT '';
