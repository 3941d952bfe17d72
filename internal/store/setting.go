package store

import (
	"context"
	"crypto/rand"
	"errors"

	"pinhole/internal/store/sqldb"
)

const (
	findSetting   = `SELECT value FROM setting WHERE name = $1`
	insertSetting = `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`
)

// Key returns 32 secret random bytes under a name: made when they are first asked for, and the same
// ever after, for all programs on this database.
func (s *Settings) Key(ctx context.Context, name string) ([]byte, error) {
	key, err := s.setting(ctx, "key:"+name)
	if !errors.Is(err, ErrNotFound) {
		return key, s.failure("read a key", err)
	}
	fresh := make([]byte, 32)
	rand.Read(fresh)
	if err := s.set(ctx, "key:"+name, fresh); err != nil {
		return nil, s.failure("make a key", err)
	}
	key, err = s.setting(ctx, "key:"+name) // another program's, if that was quicker
	return key, s.failure("read a key", err)
}

func (s *Settings) setting(ctx context.Context, name string) ([]byte, error) {
	return queryOne(ctx, s.base, findSetting, func(row row) (value []byte, err error) {
		err = row.Scan(&value)
		return value, err
	}, name)
}

// set sets what is not set yet.
func (s *Settings) set(ctx context.Context, name string, value []byte) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: insertSetting, Key: name, Rows: [][]any{{name, value}}})
	return err
}
