package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

// ErrInUse is what [Settings.MakeDemo] returns for a database that holds answers or accounts of
// people.
var ErrInUse = errors.New("the database is in use")

const (
	demoMark   = "demo"
	anythingIn = `SELECT EXISTS (SELECT 1 FROM feedback) OR EXISTS (SELECT 1 FROM editor) OR EXISTS (SELECT 1 FROM search) OR EXISTS (SELECT 1 FROM webhook)`
)

// seedRows is how many rows are made up in one commit.
const seedRows = 200

// Demo reports whether what the database holds is made up. Pages that show any of
// it must say so.
func (s *Settings) Demo(ctx context.Context) (bool, error) {
	_, err := s.setting(ctx, demoMark)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, s.failure("read the database", err)
}

// MakeDemo marks an empty database as one that holds made-up feedback, for good.
// It returns [ErrInUse] for any other.
func (s *Settings) MakeDemo(ctx context.Context) error {
	used, err := queryOne(ctx, s.base, anythingIn, sqldb.ScanBool)
	if err == nil && used {
		err = ErrInUse
	}
	if err == nil {
		err = s.set(ctx, demoMark, []byte("1"))
	}
	return s.failure("mark the database as made up", err)
}

// Seed is feedback that is made up, and when it was given.
type Seed struct {
	feedback.Entry
	At time.Time
}

// SeedDemo stores made-up feedback, as if each had come in at its time. It
// returns [ErrInUse] for a database that [Settings.MakeDemo] has not marked.
func (s *Settings) SeedDemo(ctx context.Context, list []Seed) error {
	if demo, err := s.Demo(ctx); err != nil || !demo {
		return s.failure("make up feedback", errors.Join(err, ErrInUse))
	}
	for part := range slices.Chunk(list, seedRows) {
		rows := make([][]any, len(part))
		for i, seed := range part {
			rows[i] = entryRow(seed.Entry, networkAnswer{}, seed.At.UnixMilli())
		}
		if _, err := s.db.Write(ctx, sqldb.Write{Statement: insertFeedback, Rows: rows}); err != nil {
			return s.failure("make up feedback", err)
		}
	}
	return nil
}
