-- The people behind the desk, their sessions, and what they did. password is a
-- PHC string; token is a hash. A session ends when its editor's epoch moves on.
-- +goose Up
CREATE TABLE editor (
    name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
    role TEXT NOT NULL CHECK (role IN ('owner', 'editor')),
    password TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    epoch INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    token TEXT PRIMARY KEY NOT NULL,
    data BLOB NOT NULL,
    expires_at INTEGER NOT NULL,
    editor TEXT NOT NULL,
    epoch INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_editor ON session (editor);
CREATE INDEX session_by_end ON session (expires_at);

-- Rows are added and never changed. what and on_what are words of the program.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    editor TEXT NOT NULL,
    what TEXT NOT NULL,
    on_what TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

-- What the database itself must remember.
CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;
