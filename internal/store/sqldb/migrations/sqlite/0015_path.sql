-- The branch of questions that led a reader to the article, such as
-- cannot-sign-in.what-does-the-camera-say; empty for all other readers.
-- +goose Up
ALTER TABLE feedback ADD COLUMN path TEXT NOT NULL DEFAULT '';
CREATE INDEX feedback_by_path ON feedback (received_at, path, article) WHERE path <> '';
