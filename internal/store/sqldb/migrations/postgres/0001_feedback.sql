-- One row for each browser and revision of an article. id is the hash of the
-- receipt. Times are Unix milliseconds, UTC. An empty text has not been said.
-- What is compared and sorted is so by its bytes, as SQLite does it.
-- +goose Up
CREATE TABLE feedback (
    id bytea PRIMARY KEY CHECK (length(id) = 16),
    article text COLLATE "C" NOT NULL CHECK (article <> ''),
    revision text COLLATE "C" NOT NULL CHECK (revision <> ''),
    revision_known integer NOT NULL CHECK (revision_known IN (0, 1)),
    helpful integer NOT NULL CHECK (helpful IN (0, 1)),
    rating integer NOT NULL CHECK (rating BETWEEN 0 AND 5),
    reason text COLLATE "C" NOT NULL,
    step text COLLATE "C" NOT NULL,
    model text COLLATE "C" NOT NULL,
    firmware text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    comment text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    language text COLLATE "C" NOT NULL,
    given_at bigint NOT NULL,
    received_at bigint NOT NULL,
    changed_at bigint NOT NULL
);

-- For the export, page by page.
CREATE INDEX feedback_by_time ON feedback (received_at, id);

-- For counting the verdicts on a revision without touching the rows.
CREATE INDEX feedback_by_revision ON feedback (article, revision, revision_known, status, helpful, rating);
