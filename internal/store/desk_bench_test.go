package store_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store"
)

// deskRows is how many pieces of feedback the desk is measured with: a million, or
// PINHOLE_BENCH_ROWS.
func deskRows(t testing.TB) int {
	text := os.Getenv("PINHOLE_BENCH_ROWS")
	if text == "" {
		return 1_000_000
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// deskFill makes half a year of feedback by arithmetic: on 300 articles with four revisions each,
// three quarters of it helpful, one in twelve with a comment, of which seven in ten are new.
const deskFill = `
INSERT INTO feedback (id, article, revision, held, helpful, rating, reason, step, model, firmware, outcome, comment,
    status, language, given_at, received_at, changed_at, said_at, comment_folded)
%[1]s
SELECT %[2]s, 'article-' || (i * 7919 %% 100003 %% 300), 'revision-' || (i * 4 / (%[3]d + 1)), '', v, 0,
    CASE WHEN v = 1 THEN '' ELSE CASE i %% 7 WHEN 0 THEN 'did-not-work' WHEN 1 THEN 'looks-different' WHEN 2 THEN 'cannot-find-it' ELSE '' END END,
    CASE WHEN v = 1 OR i %% 3 = 0 THEN '' ELSE 'step-' || (1 + i %% 8) END,
    CASE WHEN i %% 5 < 2 THEN 'N' || (800 + i * 31 %% 200) ELSE '' END, '',
    CASE WHEN i %% 5 < 2 THEN CASE WHEN v = 1 THEN 'worked' ELSE 'failed' END ELSE '' END,
    CASE WHEN i %% 12 = 0 THEN 'The button of number ' || i || ' is not where the picture of the recorder shows it' ELSE '' END,
    CASE WHEN i %% 60 < 42 THEN 'new' WHEN i %% 60 < 46 THEN 'accepted' WHEN i %% 60 < 54 THEN 'fixed' ELSE 'spam' END, 'en',
    %[4]d + i * %[5]d, %[4]d + i * %[5]d, %[4]d + i * %[5]d, 0,
    CASE WHEN i %% 12 = 0 THEN 'the button of number ' || i || ' is not where the picture of the recorder shows it' ELSE '' END
FROM (SELECT i, CASE WHEN i * 104729 %% 1000 < 750 THEN 1 ELSE 0 END AS v FROM n) AS numbered`

// deskBegin is when the half-year begins.
var deskBegin = time.Date(2026, 5, 25, 0, 0, 0, 0, time.UTC)

// fillDesk makes a database with so many rows and returns its store.
func fillDesk(t testing.TB, kind, name string, rows int) *store.Store {
	t.Helper()
	s := open(t, store.Config{Database: name, Timeout: time.Minute})
	numbers, id := fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)`, rows), `randomblob(16)`
	if kind == "postgres" {
		numbers, id = fmt.Sprintf(`WITH n AS (SELECT i FROM generate_series(1::bigint, %d) AS i)`, rows), `decode(md5(i::text), 'hex')`
	}
	db := raw(t, name)
	after := `SELECT 1`
	if kind == "postgres" {
		after = `VACUUM ANALYZE feedback` // as PostgreSQL does by itself after a while
	}
	for _, statement := range []string{fmt.Sprintf(deskFill, numbers, id, rows, deskBegin.UnixMilli(), 180*aDay.Milliseconds()/int64(rows)), after} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Optimize(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// deskQueries are what the pages of the desk ask.
func deskQueries() map[string]func(context.Context, *store.Store) error {
	end := deskBegin.AddDate(0, 0, 180)
	month := feedback.Period{From: end.AddDate(0, 0, -30), To: end}
	half := feedback.Period{From: deskBegin, To: end}
	brand := []string{"article-1", "article-2", "article-3", "article-40", "article-50"}
	verdicts := func(f feedback.Filter, by ...feedback.Facet) func(context.Context, *store.Store) error {
		return func(ctx context.Context, s *store.Store) error {
			_, err := s.CountVerdicts(ctx, f, by...)
			return err
		}
	}
	comments := func(f feedback.Filter, by ...feedback.Facet) func(context.Context, *store.Store) error {
		f.Commented = true
		return func(ctx context.Context, s *store.Store) error {
			_, err := s.CountItems(ctx, f, by...)
			return err
		}
	}
	inbox := func(f feedback.Filter) func(context.Context, *store.Store) error {
		f.Commented = true
		return func(ctx context.Context, s *store.Store) error {
			_, err := s.Items(ctx, f, feedback.Cursor{}, 50)
			return err
		}
	}
	waiting := []feedback.Status{feedback.New, feedback.Accepted}
	return map[string]func(context.Context, *store.Store) error{
		"overview: a month by day":            verdicts(feedback.Filter{Period: month}, feedback.ByDay),
		"overview: half a year by day":        verdicts(feedback.Filter{Period: half}, feedback.ByDay),
		"overview: comments waiting":          comments(feedback.Filter{Statuses: waiting}),
		"ranking: a month by article":         verdicts(feedback.Filter{Period: month}, feedback.ByArticle),
		"ranking: half a year by article":     verdicts(feedback.Filter{Period: half}, feedback.ByArticle),
		"ranking: a brand":                    verdicts(feedback.Filter{Period: month, Articles: brand}, feedback.ByArticle),
		"ranking: why, of a page of articles": verdicts(feedback.Filter{Period: month, Articles: brand, Failed: true}, feedback.ByArticle, feedback.ByReason),
		"article: failures by step":           verdicts(feedback.Filter{Articles: brand[:1], Failed: true}, feedback.ByRevision, feedback.ByStep),
		"article: revisions":                  verdicts(feedback.Filter{Articles: brand[:1]}, feedback.ByRevision),
		"article: models and outcomes":        verdicts(feedback.Filter{Articles: brand[:1]}, feedback.ByModel, feedback.ByOutcome),
		"inbox: first page":                   inbox(feedback.Filter{Statuses: waiting}),
		"inbox: an article's, nearly none":    inbox(feedback.Filter{Articles: brand[:1], Statuses: []feedback.Status{feedback.Declined}}),
		"inbox: by status":                    comments(feedback.Filter{Statuses: []feedback.Status{feedback.New, feedback.Accepted, feedback.Fixed, feedback.Declined, feedback.Spam}}, feedback.ByStatus),
		"inbox: a word that is nowhere":       inbox(feedback.Filter{Text: "nowhere"}),
		"inbox: a word that is everywhere":    inbox(feedback.Filter{Text: "picture"}),
		"inbox: open steps":                   func(ctx context.Context, s *store.Store) error { _, err := s.OpenSteps(ctx); return err },
		"readers: what has changed in a minute": func(ctx context.Context, s *store.Store) error {
			_, err := s.Tallies(ctx, end.Add(-time.Minute))
			return err
		},
	}
}

func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkDesk measures what the pages of the desk ask, among a million pieces of feedback.
func BenchmarkDesk(b *testing.B) {
	for _, kind := range kinds {
		b.Run(kind.Name, func(b *testing.B) {
			s := fillDesk(b, kind.Name, kind.Create(b), deskRows(b))
			for name, ask := range deskQueries() {
				b.Run(name, func(b *testing.B) {
					before := processorTime(b)
					for b.Loop() {
						if err := ask(b.Context(), s); err != nil {
							b.Fatal(err)
						}
					}
					// Of this process: what SQLite takes, whatever else the machine does meanwhile.
					b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
				})
			}
		})
	}
}
