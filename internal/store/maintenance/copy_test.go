package maintenance_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"

	"pinhole/internal/editor"
	"pinhole/internal/feedback"
	"pinhole/internal/store"
	"pinhole/internal/store/maintenance"
	"pinhole/internal/store/sqldb"
)

// fill puts something into every table that is copied, and more rows into one
// than are written at once.
func fill(t *testing.T, db *database) {
	t.Helper()
	ctx := t.Context()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := db.AddEditor(ctx, editor.Console, "marie", editor.Owner, "$argon2id$…")
	check(err)
	for _, url := range []string{"https://one.example", "https://two.example"} {
		_, err = db.AddWebhook(ctx, editor.Console, url, nil, "secret", "")
		check(err)
	}
	for range 250 {
		db.add(t, randomEntry())
	}
	db.add(t, no(1))
	decideOne(t, db)
	_, err = db.Key(ctx, "test")
	check(err)
	check(db.RecordRevisions(ctx, []store.Revision{{Article: "lorex-reset", Revision: "0123456789ab", Language: "en", Title: "Réset", Markdown: []byte("1. Press it.\n2. 🙁")}}))
	check(db.AddSearches(ctx, []store.Search{{Day: "2026-11-22", Query: "n841*", Times: 3, Results: 1}, {Day: "2026-11-22", Times: 2}}))
	session, err := scs.GobCodec{}.Encode(db.clock, map[string]any{})
	check(err)
	check(db.Sessions().CommitCtx(ctx, "token", session, db.clock.Add(time.Hour)))
	execute(t, db.name, `INSERT INTO audit_item (audit, feedback, version, status, assignee, note, reply, fixed_in, at, article, revision) SELECT max(audit.id), feedback.id, 1, 'new', '', '', '', '', 5, article, revision FROM audit, feedback GROUP BY feedback.id, article, revision`)
}

func TestCopy(t *testing.T) {
	for _, direction := range [][2]int{{0, 1}, {1, 0}, {0, 0}} {
		kindFrom, kindTo := kinds[direction[0]], kinds[direction[1]]
		t.Run(kindFrom.Name+" to "+kindTo.Name, func(t *testing.T) {
			from, to := newDatabase(t, kindFrom), newDatabase(t, kindTo)
			fill(t, from)
			tables, err := copied(t, from, to)
			if err != nil {
				t.Fatal(err)
			}
			for _, table := range tables {
				want := number(t, raw(t, from.name), `SELECT count(*) FROM `+table.Name)
				if table.Rows != want || want == 0 || len(table.Sum) != 32 {
					t.Errorf("%+v, want %d rows and at least one", table, want)
				}
			}
			if !slices.Equal(from.all(t), to.all(t)) {
				t.Error("the feedback differs")
			}
			for _, of := range []func(*database) (any, error){
				func(db *database) (any, error) { return db.Audit(t.Context(), 0, 100) },
				func(db *database) (any, error) { return db.Webhooks(t.Context()) },
				func(db *database) (any, error) { return db.HeldDecisions(t.Context(), 10) },
				func(db *database) (any, error) { return db.HiddenModels(t.Context()) },
				func(db *database) (any, error) { return db.Key(t.Context(), "test") },
				func(db *database) (any, error) {
					return db.Revision(t.Context(), "lorex-reset", "0123456789ab", "en")
				},
			} {
				if a, b := asJSON(t, from, of), asJSON(t, to, of); a != b {
					t.Errorf("%s became %s", a, b)
				}
			}
			if n := number(t, raw(t, to.name), `SELECT (SELECT count(*) FROM network_key) + (SELECT count(*) FROM network_count)`); n != 0 {
				t.Error("what is counted by network is copied")
			}
			if n := number(t, raw(t, to.name), `SELECT count(*) FROM session`); n != 0 {
				t.Errorf("%d sessions are copied", n)
			}
			// Numbers go on behind those that came.
			if _, err := to.AddWebhook(t.Context(), editor.Console, "https://three.example", nil, "secret", ""); err != nil {
				t.Errorf("the copy takes no new row: %v", err)
			}
			if _, err := copied(t, from, to); !errors.Is(err, maintenance.ErrNotEmpty) {
				t.Errorf("a copy into what is not empty: %v", err)
			}
		})
	}
}

// decideOne leaves something in all tables about held answers.
func decideOne(t *testing.T, db *database) {
	t.Helper()
	e := no(77)
	e.Network = netip.MustParsePrefix("203.0.113.0/24")
	db.add(t, e)
	span := feedback.Span{Article: e.Article, First: db.clock, Last: db.clock}
	if _, n, err := db.DecideHeld(t.Context(), "marie", span, feedback.Void); n == 0 || err != nil {
		t.Fatalf("voided %d, %v", n, err)
	}
	if _, err := db.HideModel(t.Context(), "marie", e.Article, "N841", true); err != nil {
		t.Fatal(err)
	}
}

func asJSON(t *testing.T, db *database, of func(*database) (any, error)) string {
	t.Helper()
	v, err := of(db)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What cannot be copied whole is not copied at all.
func TestACopyIsWholeOrNothing(t *testing.T) {
	from := newDatabase(t, kinds[0])
	from.add(t, no(1))
	for _, kind := range kinds {
		t.Run(kind.Name, func(t *testing.T) {
			to := newDatabase(t, kind)
			execute(t, to.name, `ALTER TABLE outbox ADD COLUMN another integer`)
			if _, err := copied(t, from, to); err == nil || !strings.Contains(err.Error(), "outbox: its columns differ") {
				t.Errorf("tables that differ: %v", err)
			}
			if rows := to.all(t); len(rows) != 0 {
				t.Errorf("%d rows are left of a failed copy", len(rows))
			}
		})
	}
}

// Every table of the schema is copied or left out on purpose: one that is neither
// stops the copy, so this fails for whoever adds a table and forgets to say which.
func TestCopyKnowsEveryTable(t *testing.T) {
	lists := map[string][]string{}
	for _, kind := range kinds {
		db := newDatabase(t, kind)
		query := `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`
		if sqldb.IsPostgres(db.name) {
			query = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`
		}
		rows, err := raw(t, db.name).Query(query)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			lists[kind.Name] = append(lists[kind.Name], name)
		}
	}
	if !slices.Equal(lists["sqlite"], lists["postgres"]) {
		t.Errorf("the databases have different tables: %v", lists)
	}
	from := newDatabase(t, kinds[0])
	execute(t, from.name, `CREATE TABLE novelty (id INTEGER)`)
	if _, err := copied(t, from, newDatabase(t, kinds[0])); err == nil || !strings.Contains(err.Error(), "novelty") {
		t.Errorf("a table that nobody thought of: %v", err)
	}
}

func TestCopyWantsToBeAlone(t *testing.T) {
	from := newDatabase(t, kinds[0])
	another := &database{name: from.name}
	another.open(t)
	if _, err := copied(t, from, newDatabase(t, kinds[0])); !errors.Is(err, sqldb.ErrBusy) || !strings.Contains(fmt.Sprint(err), "stop Pinhole") {
		t.Errorf("a database in use: %v", err)
	}
	if err := another.AddFeedback(t.Context(), feedback.Entry{ID: feedback.ID{1}, Article: "a", Revision: "r"}); err != nil {
		t.Error(err)
	}
}
