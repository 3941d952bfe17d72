-- Each index makes every verdict dearer, so two do what four did.
-- +goose Up
-- For counts by article in a period, and for the tallies, without touching the rows.
DROP INDEX feedback_by_revision;
DROP INDEX feedback_by_article;
CREATE INDEX feedback_by_article ON feedback (article, received_at, revision, helpful, rating, outcome, model, revision_known, status);

-- For what readers have changed lately; what they have added is found by its time.
DROP INDEX feedback_by_change;
CREATE INDEX feedback_by_change ON feedback (changed_at, article, revision) WHERE changed_at > received_at;
