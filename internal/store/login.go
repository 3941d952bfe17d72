package store

import (
	"context"
	"errors"
	"strconv"
	"time"

	"pinhole/internal/store/sqldb"
)

const (
	findGuesses = `SELECT empty_at FROM login_guess WHERE bucket = $1`
	addGuess    = `
INSERT INTO login_guess (bucket, empty_at) VALUES ($1, $2)
ON CONFLICT (bucket) DO UPDATE SET empty_at = CASE WHEN login_guess.empty_at > $3 THEN login_guess.empty_at + $4 ELSE excluded.empty_at END`
)

// GuessesUntil returns when a bucket of wrong passwords is empty again; the zero time where it
// never held any.
func (s *Accounts) GuessesUntil(ctx context.Context, bucket int) (time.Time, error) {
	empty, err := queryOne(ctx, s.base, findGuesses, scanMoment, bucket)
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	return empty, s.failure("read guesses", err)
}

// AddGuess counts a wrong password in a bucket: it is empty so much later.
func (s *Accounts) AddGuess(ctx context.Context, bucket int, every time.Duration) error {
	now := s.now().UnixMilli()
	row := []any{bucket, now + every.Milliseconds(), now, every.Milliseconds()}
	_, err := s.db.Write(ctx, sqldb.Write{Statement: addGuess, Key: "guess:" + strconv.Itoa(bucket), Rows: [][]any{row}})
	return s.failure("count a guess", err)
}

func scanMoment(row row) (time.Time, error) {
	var at int64
	err := row.Scan(&at)
	return moment(at), err
}
