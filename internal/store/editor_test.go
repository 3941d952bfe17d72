package store_test

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/store"
	"pinhole/internal/store/sqldb"
)

func (db *database) addEditor(t *testing.T, name string, role editor.Role) editor.Account {
	t.Helper()
	a, err := db.AddEditor(t.Context(), editor.Console, name, role, "hash of "+name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func wantError(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestEditors(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		marie := db.addEditor(t, "marie", editor.Editor)
		if want := (editor.Account{Name: "marie", Role: editor.Owner, AddedAt: db.clock, Epoch: marie.Epoch}); marie != want {
			t.Errorf("the first editor is %+v, want %+v", marie, want)
		}
		ada := db.addEditor(t, "ada", editor.Editor)
		_, err := db.AddEditor(ctx, "marie", "ada", editor.Editor, "another")
		wantError(t, "the same name again", err, editor.ErrTaken)
		if list, err := db.Editors(ctx); err != nil || !reflect.DeepEqual(list, []editor.Account{ada, marie}) {
			t.Errorf("editors %+v, %v", list, err)
		}
		if a, hash, ok, err := db.Account(ctx, "ada"); a != ada || hash != "hash of ada" || !ok || err != nil {
			t.Errorf("ada: %+v, %q, %v, %v", a, hash, ok, err)
		}
		if _, _, ok, err := db.Account(ctx, "nobody"); ok || err != nil {
			t.Errorf("nobody: %v, %v", ok, err)
		}
		wantError(t, "the last owner leaves", db.RemoveEditor(ctx, "marie", "marie", false), editor.ErrLastOwner)
		wantError(t, "the last owner steps down", db.SetRole(ctx, "marie", "marie", editor.Editor), editor.ErrLastOwner)
		wantError(t, "a role for nobody", db.SetRole(ctx, "marie", "nobody", editor.Owner), editor.ErrUnknown)
		wantError(t, "a new owner", db.SetRole(ctx, "marie", "ada", editor.Owner), nil)
		wantError(t, "an owner leaves", db.RemoveEditor(ctx, "marie", "marie", false), nil)
		wantError(t, "nobody leaves", db.RemoveEditor(ctx, "ada", "marie", false), editor.ErrUnknown)
		wantError(t, "the last owner is forced out", db.RemoveEditor(ctx, editor.Console, "ada", true), nil)
		wantError(t, "a password for nobody", db.SetPassword(ctx, editor.Console, "ada", "x"), editor.ErrUnknown)
		if again := db.addEditor(t, "ada", editor.Editor); again.Role != editor.Owner {
			t.Errorf("the first of a new beginning is %+v", again)
		}
	})
}

func TestAudit(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		db.addEditor(t, "marie", editor.Owner)
		db.addEditor(t, "ada", editor.Editor)
		db.clock = db.clock.Add(time.Minute)
		_ = db.RemoveEditor(ctx, "ada", "marie", false) // fails, and leaves no trace
		for _, err := range []error{db.SetRole(ctx, "marie", "ada", editor.Owner), db.SetPassword(ctx, "ada", "ada", "x"),
			db.AddAudit(ctx, "ada", editor.LoggedIn, "", ""), db.CountAudit(ctx, editor.Unknown, editor.LoginFailed, ""), db.CountAudit(ctx, editor.Unknown, editor.LoginFailed, ""),
			db.CountAudit(ctx, "ada", editor.LoginFailed, ""), db.CountAudit(ctx, "ada", editor.RoleRefused, "x"), db.CountAudit(ctx, "ada", editor.RoleRefused, "y"), db.RemoveEditor(ctx, "ada", "marie", false)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		db.clock = db.clock.Add(time.Minute)
		wantError(t, "another minute", db.CountAudit(ctx, "ada", editor.LoginFailed, ""), nil)
		var got []string
		for before := int64(0); ; {
			page, err := db.Audit(ctx, before, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				break
			}
			for _, e := range page {
				got = append(got, strings.Join([]string{e.At.Format("04:05"), e.Editor, string(e.Action), e.On, e.Detail, strconv.Itoa(e.Times)}, " "))
			}
			before = page[len(page)-1].ID
		}
		want := []string{
			"55:20 ada login-failed   1",
			"54:20 ada editor-removed marie  1", "54:20 ada role-refused y  1", "54:20 ada role-refused x  1", "54:20 ada login-failed   1", "54:20 unknown name login-failed   2",
			"54:20 ada logged-in   1", "54:20 ada password-set ada  1", "54:20 marie role-set ada owner 1",
			"53:20 command line editor-added ada editor 1", "53:20 command line editor-added marie owner 1",
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the audit trail says %q, want %q", got, want)
		}
	})
}

// session is the data of a session of an editor.
func session(t *testing.T, a editor.Account) []byte {
	t.Helper()
	data, err := scs.GobCodec{}.Encode(time.Time{}, map[string]any{editor.SessionEditor: a.Name, editor.SessionEpoch: a.Epoch})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func (db *database) wantSession(t *testing.T, token string, want []byte) {
	t.Helper()
	data, found, err := db.Sessions().Find(token)
	if string(data) != string(want) || found != (want != nil) || err != nil {
		t.Errorf("session %s: %q, %v, %v", token, data, found, err)
	}
}

func TestSessions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		ctx := t.Context()
		marie, ada := db.addEditor(t, "marie", editor.Owner), db.addEditor(t, "ada", editor.Owner)
		keep := func(token string, data []byte) {
			t.Helper()
			if err := db.Sessions().Commit(token, data, db.clock.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		forMarie, forAda := session(t, marie), session(t, ada)
		nobodys, _ := scs.GobCodec{}.Encode(time.Time{}, map[string]any{})
		keep("m1", forMarie)
		keep("m2", forMarie)
		keep("a1", forAda)
		keep("n", nobodys)
		keep("n", forAda)
		keep("n", nobodys)
		db.another(t).wantSession(t, "m1", forMarie)
		db.wantSession(t, "n", nobodys)
		db.wantSession(t, "x", nil)
		if err := errors.Join(db.Sessions().Delete("m2"), db.Sessions().Delete("x")); err != nil {
			t.Error(err)
		}
		db.wantSession(t, "m2", nil)

		if err := db.SetPassword(ctx, "ada", "marie", "new"); err != nil {
			t.Fatal(err)
		}
		db.wantSession(t, "m1", nil)
		keep("m1", forMarie) // a request that was under way writes it once more
		db.wantSession(t, "m1", nil)
		db.wantSession(t, "a1", forAda)
		if err := db.RemoveEditor(ctx, "marie", "ada", false); err != nil {
			t.Fatal(err)
		}
		db.clock = db.clock.Add(time.Minute)
		db.addEditor(t, "ada", editor.Editor)
		keep("a1", forAda)
		db.wantSession(t, "a1", nil)

		db.clock = db.clock.Add(time.Hour - time.Second)
		db.wantSession(t, "n", nil)
		if err := db.ForgetSessions(ctx); err != nil {
			t.Fatal(err)
		}
		if n := number(t, raw(t, db.name), `SELECT count(*) FROM session`); n != 1 {
			t.Errorf("%d sessions are left, want the one that was kept last", n)
		}
		if err := db.Sessions().Commit("bad", []byte("no session"), db.clock); err == nil {
			t.Error("what is no session is kept")
		}
	})
}

func TestKey(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		one, err := db.Key(t.Context(), "browsers")
		if err != nil || len(one) != 32 {
			t.Fatalf("key %x, %v", one, err)
		}
		same, _ := db.another(t).Key(t.Context(), "browsers")
		other, _ := db.Key(t.Context(), "others")
		if !reflect.DeepEqual(same, one) || reflect.DeepEqual(other, one) {
			t.Errorf("keys %x, %x, %x", one, same, other)
		}
	})
}

// Two owners remove each other at the same moment: one of them stays.
func TestOwnersWhoRemoveEachOther(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		other := db.another(t)
		for range 10 {
			db.addEditor(t, "marie", editor.Owner)
			db.addEditor(t, "ada", editor.Owner)
			results := make(chan error, 2)
			go func() { results <- db.RemoveEditor(t.Context(), "ada", "marie", false) }()
			go func() { results <- other.RemoveEditor(t.Context(), "marie", "ada", false) }()
			one, two := <-results, <-results
			if (one == nil) == (two == nil) || !errors.Is(errors.Join(one, two), editor.ErrLastOwner) {
				t.Fatalf("%v and %v", one, two)
			}
			for _, name := range []string{"marie", "ada"} {
				if err := db.RemoveEditor(t.Context(), editor.Console, name, true); err != nil && !errors.Is(err, editor.ErrUnknown) {
					t.Fatal(err)
				}
			}
		}
	})
}

func TestListSessions(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		marie, ada := db.addEditor(t, "marie", editor.Owner), db.addEditor(t, "ada", editor.Owner)
		begun := db.clock
		keep := func(token string, a editor.Account) {
			t.Helper()
			data, err := scs.GobCodec{}.Encode(time.Time{}, map[string]any{editor.SessionEditor: a.Name, editor.SessionEpoch: a.Epoch,
				editor.SessionBegun: begun.UnixMilli(), editor.SessionBrowser: "Firefox, Linux"})
			if err == nil {
				err = db.Sessions().Commit(token, data, db.clock.Add(time.Hour))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		keep("gone", marie)
		db.clock = db.clock.Add(30 * time.Minute)
		keep("m1", marie)
		keep("a1", ada)
		db.clock = db.clock.Add(30 * time.Minute)
		keep("m2", marie)
		shown := func(id, name string, used time.Time) editor.Session {
			return editor.Session{ID: id, Editor: name, BegunAt: begun, UsedAt: used, Browser: "Firefox, Linux"}
		}
		half, hour := begun.Add(30*time.Minute), begun.Add(time.Hour)
		want := []editor.Session{shown("a1", "ada", half), shown("m2", "marie", hour), shown("m1", "marie", half)}
		if list, err := db.ListSessions(t.Context()); err != nil || !reflect.DeepEqual(list, want) {
			t.Errorf("sessions %+v, %v, want %+v", list, err, want)
		}
		if err := db.SetPassword(t.Context(), "marie", "marie", "new"); err != nil {
			t.Fatal(err)
		}
		keep("m1", marie) // of the epoch before
		if list, err := db.ListSessions(t.Context()); err != nil || !reflect.DeepEqual(list, want[:1]) {
			t.Errorf("after a new password there are %+v, %v", list, err)
		}
	})
}

// A session that is ended while the database cannot be written is over at once, and stays so when
// it can.
func TestASessionEndsWhileNothingCanBeWritten(t *testing.T) {
	onEach(t, func(t *testing.T, db *database) {
		marie := db.addEditor(t, "marie", editor.Owner)
		impatient := &database{name: db.name, clock: db.clock}
		impatient.Store = open(t, store.Config{Database: db.name, Now: func() time.Time { return db.clock }, Timeout: time.Second})
		data := session(t, marie)
		if err := db.Sessions().Commit("m1", data, db.clock.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		release := lockWrites(t, db.name)
		if err := impatient.Sessions().Delete("m1"); err != nil {
			t.Fatal(err)
		}
		impatient.wantSession(t, "m1", nil)
		db.wantSession(t, "m1", data)
		if err := impatient.Sessions().Commit("m1", data, db.clock.Add(2*time.Hour)); err != nil {
			t.Errorf("a request that was under way writes it once more: %v", err)
		}
		impatient.wantSession(t, "m1", nil)
		if list, err := impatient.ListSessions(t.Context()); err != nil || len(list) != 0 {
			t.Errorf("sessions %v, %v", list, err)
		}
		wantError(t, "a try too early", impatient.RetryEndedSessions(t.Context()), store.ErrUnavailable)
		release()
		wantError(t, "a try", impatient.RetryEndedSessions(t.Context()), nil)
		db.wantSession(t, "m1", nil)
	})
}

// lockWrites keeps everybody from writing sessions until release is called.
func lockWrites(t *testing.T, name string) (release func()) {
	t.Helper()
	lock := `BEGIN IMMEDIATE`
	if sqldb.IsPostgres(name) {
		lock = `BEGIN; LOCK TABLE session IN EXCLUSIVE MODE`
	}
	conn, err := raw(t, name).Conn(t.Context())
	if err == nil {
		_, err = conn.ExecContext(t.Context(), lock)
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if _, err := conn.ExecContext(t.Context(), `ROLLBACK`); err != nil {
			t.Fatal(err)
		}
		conn.Close()
	}
}
