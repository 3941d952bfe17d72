-- What the desk needs of feedback: who works on it, the editors' words among
-- themselves, and a number that rises with every change, so that two editors do
-- not overwrite each other.
-- +goose Up
ALTER TABLE feedback ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feedback ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- For the export, page by page, and for counts by day, without touching the rows.
DROP INDEX feedback_by_time;
CREATE INDEX feedback_by_time ON feedback (received_at, id, helpful, revision_known, status);

-- For counts by article in a period, in the index's own order.
CREATE INDEX feedback_by_article ON feedback (article, received_at, helpful, revision_known, status);

-- For what failed in an article: its steps, reasons and models.
CREATE INDEX feedback_failed ON feedback (article, received_at, revision, step, reason, model, outcome, revision_known, status)
    WHERE helpful = 0;

-- For the inbox, latest first, and its filters.
CREATE INDEX feedback_comments ON feedback (received_at, id, status, article, revision, step, reason, model, outcome, assignee, helpful)
    WHERE comment <> '';

-- For the texts that are to be removed when they are old. Its condition is not one
-- that the inbox has, which else would take this index and not its own.
DROP INDEX feedback_with_text;
CREATE INDEX feedback_with_text ON feedback (changed_at) WHERE comment || firmware <> '';

-- For what is on somebody's list.
CREATE INDEX feedback_assigned ON feedback (assignee) WHERE assignee <> '';

-- What feedback was before an editor changed it, and its version after. With it
-- a change can be undone as long as nobody has changed the feedback again. Its
-- revision is to be counted anew.
CREATE TABLE audit_item (
    audit INTEGER NOT NULL REFERENCES audit (id),
    feedback BLOB NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    assignee TEXT NOT NULL,
    note TEXT NOT NULL,
    reply TEXT NOT NULL,
    fixed_in TEXT NOT NULL,
    at INTEGER NOT NULL,
    article TEXT NOT NULL,
    revision TEXT NOT NULL,
    PRIMARY KEY (audit, feedback)
) STRICT;
CREATE INDEX audit_item_by_feedback ON audit_item (feedback, audit);
CREATE INDEX audit_item_by_time ON audit_item (at, article, revision);

-- For what readers searched in vain.
CREATE INDEX search_missed ON search (day, query, times, results, missed) WHERE results = 0 OR missed > 0;
