package store

import (
	"context"

	"pinhole/internal/store/sqldb"
)

const replaceSetting = `INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`

// KeepReport stores the result of a command under a name and replaces the one before.
func (s *Settings) KeepReport(ctx context.Context, name string, text []byte) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: replaceSetting, Key: "report:" + name, Rows: [][]any{{"report:" + name, text}}})
	return s.failure("keep a report", err)
}

// Report returns what was stored last under a name, or [ErrNotFound].
func (s *Settings) Report(ctx context.Context, name string) ([]byte, error) {
	text, err := s.setting(ctx, "report:"+name)
	return text, s.failure("read a report", err)
}
