-- +goose Up
-- For the tallies, which read it in its own order without touching the rows.
DROP INDEX feedback_by_revision;
CREATE INDEX feedback_by_revision ON feedback (article, revision, helpful, rating, outcome, model, revision_known, status);

-- For what has changed lately.
CREATE INDEX feedback_by_change ON feedback (changed_at, article, revision);

-- For the texts that are to be removed when they are old.
CREATE INDEX feedback_with_text ON feedback (changed_at) WHERE comment <> '' OR firmware <> '';
