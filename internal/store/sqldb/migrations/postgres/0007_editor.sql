-- The people behind the desk, their sessions, and what they did. password is a
-- PHC string; token is a hash. A session ends when its editor's epoch moves on.
-- +goose Up
CREATE TABLE editor (
    name text COLLATE "C" PRIMARY KEY CHECK (name <> ''),
    role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'editor')),
    password text NOT NULL,
    added_at bigint NOT NULL,
    epoch bigint NOT NULL
);

CREATE TABLE session (
    token text COLLATE "C" PRIMARY KEY,
    data bytea NOT NULL,
    expires_at bigint NOT NULL,
    editor text COLLATE "C" NOT NULL,
    epoch bigint NOT NULL
);
CREATE INDEX session_by_editor ON session (editor);
CREATE INDEX session_by_end ON session (expires_at);

-- Rows are added and never changed. what and on_what are words of the program.
CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    editor text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    on_what text COLLATE "C" NOT NULL,
    detail text COLLATE "C" NOT NULL
);

-- What the database itself must remember.
CREATE TABLE setting (
    name text COLLATE "C" PRIMARY KEY,
    value bytea NOT NULL
);
