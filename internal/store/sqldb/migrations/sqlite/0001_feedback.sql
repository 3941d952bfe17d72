-- One row for each browser and revision of an article. id is the hash of the
-- receipt. Times are Unix milliseconds, UTC. An empty text has not been said.
-- +goose Up
CREATE TABLE feedback (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    article TEXT NOT NULL CHECK (article <> ''),
    revision TEXT NOT NULL CHECK (revision <> ''),
    revision_known INTEGER NOT NULL CHECK (revision_known IN (0, 1)),
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 5),
    reason TEXT NOT NULL,
    step TEXT NOT NULL,
    model TEXT NOT NULL,
    firmware TEXT NOT NULL,
    outcome TEXT NOT NULL,
    comment TEXT NOT NULL,
    status TEXT NOT NULL,
    language TEXT NOT NULL,
    given_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

-- For the export, page by page.
CREATE INDEX feedback_by_time ON feedback (received_at, id);

-- For counting the verdicts on a revision without touching the rows.
CREATE INDEX feedback_by_revision ON feedback (article, revision, revision_known, status, helpful, rating);
