package store

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/postgrestest"
	"pinhole/internal/store/sqldb"
)

// The statements that must stay quick however much feedback there is, and the
// index that each is to use.
var quick = map[string]struct {
	statement string
	args      []any
	indexes   []string // in SQLite and PostgreSQL
}{
	"what has changed lately": {tallyFeedback, []any{9_990}, []string{"feedback_by_change", "feedback_by_time", "feedback_by_article"}},
	"a page of the export":    {pageOfFeedback, []any{5_000, []byte{}, 200}, []string{"feedback_by_time"}},
	"what waits":              {countBacklog, []any{MaxBacklog, feedback.FailingFrom}, []string{"outbox_due"}},
	"due webhooks":            {dueWebhooks, []any{5_000}, []string{"outbox_by_webhook"}},
	"due messages":            {listDue, []any{1, 5_000, 16}, []string{"outbox_by_webhook"}},
	"old texts":               {forgetComments, []any{5_000, 200}, []string{"feedback_with_text"}},
}

// quickAtTheDesk are filters in place of statements.
var quickAtTheDesk = map[string]struct {
	filter feedback.Filter
	by     []feedback.Facet // nil: a page of items
	index  string
}{
	"verdicts by day":     {feedback.Filter{Period: lately}, []feedback.Facet{feedback.ByDay}, "feedback_by_time"},
	"an article's period": {feedback.Filter{Period: lately, Articles: []string{"article-7"}}, []feedback.Facet{feedback.ByArticle}, "feedback_by_article"},
	"failures by step": {feedback.Filter{Articles: []string{"article-7"}, Failed: true},
		[]feedback.Facet{feedback.ByRevision, feedback.ByStep}, "feedback_"},
	"an article's revisions": {feedback.Filter{Articles: []string{"article-7"}}, []feedback.Facet{feedback.ByRevision}, "feedback_by_"},
	"comments by status":     {feedback.Filter{Commented: true}, []feedback.Facet{feedback.ByStatus}, "feedback_comments"},
	"the inbox":              {feedback.Filter{Commented: true, Statuses: []feedback.Status{feedback.New, feedback.Accepted}}, nil, "feedback_comments"},
	"an editor's tasks":      {feedback.Filter{Commented: true, Assignee: "marie"}, nil, "feedback_"},
	"branches of questions":  {feedback.Filter{Period: lately, Branched: true}, []feedback.Facet{feedback.ByPath, feedback.ByArticle}, "feedback_by_path"},
	"words":                  {feedback.Filter{Text: "some length"}, nil, "feedback_comments"},
}

// lately is the last hundredth of what filled makes.
var lately = feedback.Period{From: time.UnixMilli(9_900)}

func TestTheDesksQueriesUseIndexes(t *testing.T) {
	for name, fill := range fills(t) {
		t.Run(name, func(t *testing.T) {
			db := filled(t, fill.address(t), fill.rows, fill.id)
			for name, q := range quickAtTheDesk {
				query, args := itemPage(itemColumns, q.filter, feedback.Cursor{At: 9_950}, 50)
				if q.by != nil {
					w := chosen(q.filter)
					var err error
					if query, err = counting(w, q.by); err != nil {
						t.Fatal(err)
					}
					args = w.args
				}
				wantIndex(t, db, name, fill.explain+query, args, q.index)
			}
			for name, statement := range map[string]string{"feedback_comments": listOpenSteps, "audit_item": itemHistory} {
				var args []any
				if strings.Contains(statement, "$1") {
					args = []any{[]byte("0123456789abcdef")}
				}
				wantIndex(t, db, name, fill.explain+statement, args, name)
			}
		})
	}
}

func wantIndex(t *testing.T, db *sql.DB, name, explain string, args []any, index string) {
	t.Helper()
	plan := planOf(t, db, explain, args)
	if !strings.Contains(plan, index) {
		t.Errorf("%s does not use %s:\n%s", name, index, plan)
	}
	for line := range strings.Lines(plan) {
		whole := strings.Contains(line, "SCAN feedback") && !strings.Contains(line, "INDEX feedback_")
		if whole || strings.Contains(line, "Seq Scan on feedback") {
			t.Errorf("%s reads the whole table:\n%s", name, plan)
		}
	}
}

// filling is how a database is filled.
type filling struct {
	address           func(testing.TB) string
	explain, rows, id string
}

func fills(t *testing.T) map[string]filling {
	return map[string]filling{
		"sqlite": {func(testing.TB) string { return filepath.Join(t.TempDir(), "pinhole.db") }, "EXPLAIN QUERY PLAN ",
			"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)", "randomblob(16)"},
		"postgres": {postgrestest.NewDatabase, "EXPLAIN ", "WITH n AS (SELECT i FROM generate_series(1, 10000) AS i)", "decode(md5(i::text), 'hex')"},
	}
}

func TestQuickStatementsUseTheirIndexes(t *testing.T) {
	for name, fill := range fills(t) {
		t.Run(name, func(t *testing.T) {
			db := filled(t, fill.address(t), fill.rows, fill.id)
			for name, q := range quick {
				plan := planOf(t, db, fill.explain+q.statement, q.args)
				for _, index := range q.indexes {
					if !strings.Contains(plan, index) {
						t.Errorf("%s does not use %s:\n%s", name, index, plan)
					}
				}
				if strings.Contains(plan, "SCAN feedback") || strings.Contains(plan, "SCAN outbox\n") || strings.Contains(plan, "Seq Scan on feedback") || strings.Contains(plan, "Seq Scan on outbox") {
					t.Errorf("%s reads the whole table:\n%s", name, plan)
				}
			}
		})
	}
}

// filled is a database with 10,000 rows of some length on 1,000 revisions, of which one in a
// hundred has a comment, a webhook that was told of all but one in a hundred, and 10,000 changes by
// editors.
func filled(t *testing.T, address, rows, id string) *sql.DB {
	t.Helper()
	s, err := Open(t.Context(), Config{Database: address})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	driver := "sqlite"
	if sqldb.IsPostgres(address) {
		driver = "pgx"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	execute(t, db, `INSERT INTO feedback (id, article, revision, helpful, rating, reason, step, model, firmware,
	    outcome, comment, status, language, given_at, received_at, changed_at) `+rows+`
	SELECT `+id+`, 'article-' || (i % 500), 'revision-' || (i % 2), i % 2, 0, '', '`+strings.Repeat("step", 50)+`', '', '',
	    '', CASE WHEN i % 100 = 0 THEN 'a comment of some length' ELSE '' END, 'new', 'en', i, i, i FROM n`)
	execute(t, db, `INSERT INTO webhook (url, events, secret, added_at) VALUES ('https://hook.example/', '', 'secret', 1)`)
	execute(t, db, `INSERT INTO outbox (message, webhook, event, feedback, version, from_status, to_status, created_at, state, since, next_at) `+rows+`
	SELECT 'message', 1, 'feedback.created', `+id+`, i, '', '', i, CASE WHEN i % 100 = 0 THEN 'waiting' ELSE 'sent' END, i, i FROM n`)
	execute(t, db, `INSERT INTO audit (at, editor, what, on_what, detail) `+rows+` SELECT i, 'marie', 'comments-changed', '', '' FROM n`)
	execute(t, db, `INSERT INTO audit_item (audit, feedback, version, status, assignee, note, reply, fixed_in, at, article, revision) `+rows+`
	SELECT i, `+id+`, 1, 'new', '', '', '', '', i, 'article', 'revision' FROM n`)
	analyze := `ANALYZE`
	if sqldb.IsPostgres(address) {
		analyze = `VACUUM ANALYZE`
	}
	execute(t, db, analyze)
	return db
}

// planOf is the plan of a statement as one text.
func planOf(t *testing.T, db *sql.DB, explain string, args []any) string {
	t.Helper()
	rows, err := db.Query(explain, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var plan strings.Builder
	for rows.Next() {
		cells := make([]any, len(columns))
		for i := range cells {
			cells[i] = new(any)
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&plan, *cells[len(cells)-1].(*any))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

func execute(t *testing.T, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
