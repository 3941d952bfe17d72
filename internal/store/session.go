package store

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/store/sqldb"
)

const (
	findSession = `SELECT data FROM session WHERE token = $1 AND expires_at > $2
    AND (editor = '' OR EXISTS (SELECT 1 FROM editor WHERE editor.name = session.editor AND editor.epoch = session.epoch))`
	writeSession = `
INSERT INTO session (token, data, expires_at, editor, epoch, begun_at, used_at, browser) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (token) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at, editor = excluded.editor, epoch = excluded.epoch,
    begun_at = excluded.begun_at, used_at = excluded.used_at, browser = excluded.browser`
	listSessions = `SELECT session.token, session.editor, session.begun_at, session.used_at, session.browser
FROM session JOIN editor ON editor.name = session.editor AND editor.epoch = session.epoch
WHERE session.expires_at > $1 ORDER BY session.editor, session.used_at DESC, session.token`
	removeSession  = `DELETE FROM session WHERE token = $1`
	forgetSessions = `DELETE FROM session WHERE expires_at <= $1`
)

// Sessions is the store of an scs.SessionManager whose Codec is the
// default one and which hashes tokens (HashTokenInStore). A session that holds
// [editor.SessionEditor] and [editor.SessionEpoch] belongs to that editor and is
// not found any more when the account is gone or its epoch has moved on, even if
// it is written again by a request that was under way.
//
// A session that is ended while the database cannot be written is over for this
// process at once, and in the database as soon as [Accounts.RetryEndedSessions]
// succeeds.
type Sessions struct{ accounts *Accounts }

// endedSessions are sessions that are over and still in the database.
type endedSessions struct {
	mu     sync.Mutex
	tokens map[string]bool
}

func (e *endedSessions) has(token string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.tokens[token]
}

func (e *endedSessions) add(token string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.tokens == nil {
		e.tokens = map[string]bool{}
	}
	e.tokens[token] = true
}

func (e *endedSessions) remove(token string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.tokens, token)
}

func (e *endedSessions) all() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Collect(maps.Keys(e.tokens))
}

var _ scs.CtxStore = Sessions{}

// Sessions returns the store of sessions.
func (s *Accounts) Sessions() Sessions { return Sessions{s} }

// FindCtx returns the data of a session; not found where it has ended.
func (x Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	if x.accounts.ended.has(token) {
		return nil, false, nil
	}
	data, err = queryOne(ctx, x.accounts.base, findSession, func(row row) (data []byte, err error) {
		err = row.Scan(&data)
		return data, err
	}, token, x.accounts.now().UnixMilli())
	if errors.Is(err, ErrNotFound) {
		return nil, false, nil
	}
	return data, err == nil, x.accounts.failure("read a session", err)
}

// CommitCtx stores a session, unless it has been ended meanwhile.
func (x Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	if x.accounts.ended.has(token) {
		return nil
	}
	_, values, err := scs.GobCodec{}.Decode(data)
	if err != nil {
		return x.accounts.failure("read a session that is to be kept", err)
	}
	name, _ := values[editor.SessionEditor].(string)
	epoch, _ := values[editor.SessionEpoch].(int64)
	begun, _ := values[editor.SessionBegun].(int64)
	browser, _ := values[editor.SessionBrowser].(string)
	row := []any{token, data, expiry.UnixMilli(), name, epoch, begun, x.accounts.now().UnixMilli(), browser}
	_, err = x.accounts.db.Write(ctx, sqldb.Write{Statement: writeSession, Key: token, Rows: [][]any{row}})
	return x.accounts.failure("keep a session", err)
}

// DeleteCtx ends a session. While the database cannot be written, this process alone knows.
func (x Sessions) DeleteCtx(ctx context.Context, token string) error {
	err := x.remove(ctx, token)
	if errors.Is(err, ErrUnavailable) {
		x.accounts.ended.add(token)
		return nil
	}
	return err
}

func (x Sessions) remove(ctx context.Context, token string) error {
	_, err := x.accounts.db.Write(ctx, sqldb.Write{Statement: removeSession, Key: token, Rows: [][]any{{token}}})
	return x.accounts.failure("end a session", err)
}

// ListSessions returns the sessions of all editors that have not ended: by editor, the one used
// last first.
func (s *Accounts) ListSessions(ctx context.Context) ([]editor.Session, error) {
	list, err := queryAll(ctx, s.base, listSessions, scanSession, s.now().UnixMilli())
	list = slices.DeleteFunc(list, func(e editor.Session) bool { return s.ended.has(e.ID) })
	return list, s.failure("list sessions", err)
}

func scanSession(row row) (e editor.Session, err error) {
	var begun, used int64
	err = row.Scan(&e.ID, &e.Editor, &begun, &used, &e.Browser)
	e.BegunAt, e.UsedAt = moment(begun), moment(used)
	return e, err
}

// RetryEndedSessions removes from the database the sessions that ended while it could not be
// written.
func (s *Accounts) RetryEndedSessions(ctx context.Context) error {
	for _, token := range s.ended.all() {
		if err := s.Sessions().remove(ctx, token); err != nil {
			return err
		}
		s.ended.remove(token)
	}
	return nil
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
func (s *Accounts) ForgetSessions(ctx context.Context) error {
	_, err := s.db.Write(ctx, sqldb.Write{Statement: forgetSessions, Rows: [][]any{{s.now().UnixMilli()}}})
	return s.failure("remove old sessions", err)
}
