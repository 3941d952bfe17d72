-- What keeps logins and sessions in order.
-- +goose Up
-- Wrong passwords, by buckets that names share: when the guesses of a bucket are forgotten.
CREATE TABLE login_guess (
    bucket INTEGER PRIMARY KEY NOT NULL,
    empty_at INTEGER NOT NULL
) STRICT;

-- An entry of the audit trail that has a minute counts what happened in it: the only thing that ever changes in the trail.
ALTER TABLE audit ADD COLUMN minute INTEGER;
ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX audit_by_minute ON audit (minute, what, editor, on_what) WHERE minute IS NOT NULL;

-- What an editor sees of a session. One from before this ended 8 hours after its last use.
ALTER TABLE session ADD COLUMN begun_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
UPDATE session SET begun_at = expires_at - 28800000, used_at = expires_at - 28800000;
