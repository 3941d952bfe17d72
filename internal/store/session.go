package store

import (
	"context"
	"errors"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
)

const (
	findSession = `SELECT data FROM session WHERE token = $1 AND expires_at > $2
    AND (editor = '' OR EXISTS (SELECT 1 FROM editor WHERE editor.name = session.editor AND editor.epoch = session.epoch))`
	writeSession = `
INSERT INTO session (token, data, expires_at, editor, epoch) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at, editor = excluded.editor, epoch = excluded.epoch`
	removeSession  = `DELETE FROM session WHERE token = $1`
	forgetSessions = `DELETE FROM session WHERE expires_at <= $1`
)

// Sessions keeps the sessions of an scs.SessionManager whose Codec is the
// default one and which hashes tokens (HashTokenInStore). A session that holds
// [editor.SessionEditor] and [editor.SessionEpoch] belongs to that editor and is
// not found any more when the account is gone or its epoch has moved on, even if
// it is written again by a request that was under way.
type Sessions struct{ store *Store }

var _ scs.CtxStore = Sessions{}

// Sessions is where sessions are kept.
func (s *Store) Sessions() Sessions { return Sessions{s} }

// FindCtx returns the data of a session; not found where it has ended.
func (x Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	data, err = queryOne(ctx, x.store, findSession, func(row row) (data []byte, err error) {
		err = row.Scan(&data)
		return data, err
	}, token, x.store.now().UnixMilli())
	if errors.Is(err, ErrNotFound) {
		return nil, false, nil
	}
	return data, err == nil, x.store.failure("read a session", err)
}

// CommitCtx keeps a session.
func (x Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	_, values, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		return x.store.failure("read a session that is to be kept", err)
	}
	name, _ := values[editor.SessionEditor].(string)
	epoch, _ := values[editor.SessionEpoch].(int64)
	row := []any{token, data, expiry.UnixMilli(), name, epoch}
	_, err = x.store.writer.do(ctx, write{statement: writeSession, key: token, rows: [][]any{row}})
	return x.store.failure("keep a session", err)
}

// DeleteCtx ends a session.
func (x Sessions) DeleteCtx(ctx context.Context, token string) error {
	_, err := x.store.writer.do(ctx, write{statement: removeSession, key: token, rows: [][]any{{token}}})
	return x.store.failure("end a session", err)
}

// Find is FindCtx without a context, for those that have none.
func (x Sessions) Find(token string) ([]byte, bool, error) {
	return x.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (x Sessions) Commit(token string, data []byte, expiry time.Time) error {
	return x.CommitCtx(context.Background(), token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (x Sessions) Delete(token string) error { return x.DeleteCtx(context.Background(), token) }

// ForgetSessions removes the sessions that have ended by themselves.
func (s *Store) ForgetSessions(ctx context.Context) error {
	_, err := s.writer.do(ctx, write{statement: forgetSessions, rows: [][]any{{s.now().UnixMilli()}}})
	return s.failure("remove old sessions", err)
}
