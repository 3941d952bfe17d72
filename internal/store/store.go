// Package store keeps feedback, the revisions that it is about, searches, editors' accounts and the
// outbox in an SQL database: a file of SQLite's, or PostgreSQL where several programs share one.
// Each statement has one text, in the SQL that both databases share; package sqldb runs them, and
// package maintenance backs up, restores and copies whole databases.
//
// Whatever a method has acknowledged is on the disk. Concurrent writes share one commit, reads run
// beside it and see every acknowledged write.
package store

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"pinhole/internal/store/sqldb"
)

// Config is what [Open] needs.
type Config struct {
	// Database is the path of an SQLite file or the address of a PostgreSQL database, as
	// [sqldb.Config] says.
	Database string
	// Logger receives migrations and failed writes; nil discards them.
	Logger *slog.Logger
	// Now is the clock for the times that the store sets; nil is time.Now.
	Now func() time.Time
	// Timeout bounds how long a call waits for the database when somebody waits for its answer; 0
	// is [sqldb.DefaultTimeout]. Then it returns [sqldb.ErrSlow].
	Timeout time.Duration
	// Reconnect lets [Open] succeed while the database is unavailable, as [sqldb.Config] says.
	Reconnect bool
	// OnCommit is called after each commit with how many writes shared it, how long it took, and
	// its error. It must return at once. Nil: nothing is called.
	OnCommit func(writes int, took time.Duration, err error)
}

// Store is an open database. Its methods, which stand with its parts, may be called concurrently.
// Their errors wrap [ErrNotFound], or [ErrUnavailable] by one of its kinds in package sqldb, or the
// context's error. Each part works alone too.
type Store struct {
	*base
	Answers
	HeldAnswers
	Desk
	RevisionTexts
	SearchCounts
	Accounts
	Outbox
	Settings
}

// Answers is what readers answered, for readers, counts and exports.
type Answers struct {
	*base
	outbox   *Outbox
	networks networks
}

// HeldAnswers is the answers that do not count before an editor has decided.
type HeldAnswers struct{ *base }

// Desk is feedback as editors see and change it.
type Desk struct {
	*base
	held *HeldAnswers
}

// RevisionTexts is the texts of articles as they once were.
type RevisionTexts struct{ *base }

// SearchCounts is what readers searched for, counted by day and text.
type SearchCounts struct{ *base }

// Accounts is editors' accounts, their sessions, wrong passwords and the audit trail.
type Accounts struct {
	*base
	ended endedSessions
}

// Outbox is webhooks and the messages to them.
type Outbox struct {
	*base
	hasWebhooks atomic.Bool // else no message is put into the outbox
}

// Settings is keys, reports of commands, and whether the database is a demonstration.
type Settings struct{ *base }

// Open opens the database, makes an SQLite file where it is missing, and migrates the schema. An
// error is one sentence that names the database and says what to do, without any password; nothing
// is left open then. Several processes may have the same database open, and may open it at once.
func Open(ctx context.Context, config Config) (*Store, error) {
	if config.Now == nil {
		config.Now = time.Now
	}
	db, err := sqldb.Open(ctx, sqldb.Config{Database: config.Database, Logger: config.Logger, Timeout: config.Timeout,
		Reconnect: config.Reconnect, OnCommit: config.OnCommit})
	if err != nil {
		return nil, err
	}
	s := newStore(&base{db, config.Now})
	if config.Reconnect {
		db.OnReconnect(s.refresh)
		s.refresh()
	} else if err := s.refreshHasWebhooks(ctx); err != nil {
		return nil, errors.Join(db.Explain(err), s.Close())
	}
	return s, nil
}

func newStore(b *base) *Store {
	s := &Store{
		base: b, Answers: Answers{base: b}, HeldAnswers: HeldAnswers{b}, Desk: Desk{base: b}, RevisionTexts: RevisionTexts{b},
		SearchCounts: SearchCounts{b}, Accounts: Accounts{base: b}, Outbox: Outbox{base: b}, Settings: Settings{b},
	}
	s.Answers.outbox, s.Desk.held = &s.Outbox, &s.HeldAnswers
	return s
}

// refresh reads what the store caches of the database, which may be another one now.
func (s *Store) refresh() {
	s.networks.forget()
	if err := s.refreshHasWebhooks(context.Background()); err != nil {
		s.hasWebhooks.Store(true) // messages for nobody cost little; one that is missing is lost
	}
}

// Waiting is how many writes wait for the next commit.
func (s *Store) Waiting() int { return s.db.Waiting() }

// Ping reads from the database, to find out whether it can be read at all.
func (s *Store) Ping(ctx context.Context) error {
	_, err := queryOne(ctx, s.base, `SELECT EXISTS (SELECT 1 FROM feedback)`, sqldb.ScanBool)
	return s.failure("read the database", err)
}

// Optimize updates planner statistics (PRAGMA optimize). It takes well under a second and is for
// once a day.
func (s *Store) Optimize(ctx context.Context) error {
	return s.failure("update planner statistics", s.db.Optimize(ctx))
}

// Health reports whether feedback can be read and stored. It writes only while the latest write has
// failed, to find out whether the next one would too.
func (s *Store) Health(ctx context.Context) error {
	if err := s.Ping(ctx); err != nil {
		return err
	}
	if s.Trouble() == nil {
		return nil
	}
	_, err := s.db.Write(ctx, sqldb.Write{Statement: replaceSetting, Rows: [][]any{{"probe", []byte(s.now().UTC().String())}}})
	return s.failure("try to write", err)
}

// Trouble is why the latest write could not be stored, or why the database is unavailable; nil
// while there is no such reason.
func (s *Store) Trouble() error { return s.db.Trouble() }

// Close finishes the writes that were begun and closes the database, see [sqldb.DB.Close]. Calls
// that come later get [sqldb.ErrClosed]; closing again does nothing.
func (s *Store) Close() error { return s.db.Close() }
