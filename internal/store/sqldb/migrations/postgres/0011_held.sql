-- An answer with held is not counted: 'network', 'burst' and 'revision' are why it waits for an editor, 'void' is an editor's
-- decision. decided is the number of the editor's change in the audit trail; 0: nobody has decided.
-- +goose Up
ALTER TABLE feedback ADD COLUMN held text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE feedback ADD COLUMN decided bigint NOT NULL DEFAULT 0;
UPDATE feedback SET held = 'revision' WHERE revision_known = 0;

DROP INDEX feedback_by_time;
CREATE INDEX feedback_by_time ON feedback (received_at, id, helpful, held, status);
DROP INDEX feedback_by_article;
CREATE INDEX feedback_by_article ON feedback (article, received_at, revision, helpful, rating, outcome, model, held, status);
DROP INDEX feedback_failed;
CREATE INDEX feedback_failed ON feedback (article, received_at, revision, step, reason, model, outcome, held, status)
    WHERE helpful = 0;
ALTER TABLE feedback DROP COLUMN revision_known;

-- For the desk's list of what is held. Answers that are counted cost nothing here.
CREATE INDEX feedback_held ON feedback (article, received_at, held, helpful) WHERE held <> '';

-- What was held at once, or decided at once: the answers about an article of a time, and what held was and became. audit is the
-- number of the editor's change; 0: a burst that the program held.
CREATE TABLE held_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    audit bigint NOT NULL,
    at bigint NOT NULL,
    article text COLLATE "C" NOT NULL,
    was text COLLATE "C" NOT NULL,
    became text COLLATE "C" NOT NULL,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL
);
CREATE INDEX held_change_by_time ON held_change (at, article);
CREATE INDEX held_change_by_audit ON held_change (audit);

-- How many answers a network has given on one revision of an article on a day (days since 1970, UTC). hash is keyed; the key and
-- the hashes of a day are removed together when it is over. No address is stored.
CREATE TABLE network_key (
    day bigint PRIMARY KEY,
    secret bytea NOT NULL
);
CREATE TABLE network_count (
    day bigint NOT NULL,
    hash bytea NOT NULL,
    answers bigint NOT NULL,
    PRIMARY KEY (day, hash)
);

-- Models that an editor does not want on an article's page, in the spelling of the articles.
CREATE TABLE hidden_model (
    article text COLLATE "C" NOT NULL,
    model text COLLATE "C" NOT NULL,
    PRIMARY KEY (article, model)
);
