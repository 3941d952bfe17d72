package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/store/sqldb"
)

// RevisionTally counts what readers said about one revision of an article.
type RevisionTally struct {
	Article  string
	Revision string
	Verdicts feedback.Tally
	Models   []ModelTally // ordered by Model
}

// ModelTally counts what came of the reset on one model, among those who named
// the model and said whether it worked.
type ModelTally struct {
	Model  string // as readers wrote it
	Worked int
	Failed int
}

// What does not count is read too, so that a revision whose last verdict was withdrawn comes with a
// tally of zero. What readers added and changed and what editors changed are two queries: each of
// them can use an index, one for both cannot. CROSS JOIN fixes SQLite's join order: the few changed
// revisions first.
const (
	tallyAll      = tallyOf + `feedback AS f` + tallyBy
	tallyFeedback = tallyOf + `(SELECT article, revision FROM feedback WHERE received_at >= $1
    UNION SELECT article, revision FROM feedback WHERE changed_at >= $1 AND changed_at > received_at)` + tallyMoved
	tallyEdited = tallyOf + `(SELECT article, revision FROM audit_item WHERE at >= $1
    UNION SELECT f.article, f.revision FROM held_change AS h CROSS JOIN feedback AS f WHERE h.at >= $1 AND f.article = h.article)` + tallyMoved

	tallyOf = `
SELECT f.article, f.revision, f.helpful, f.rating, f.outcome, f.model,
    count(*) FILTER (WHERE f.held = '' AND f.status NOT IN ('withdrawn', 'spam'))
FROM `
	tallyMoved = ` AS moved CROSS JOIN feedback AS f
WHERE f.article = moved.article AND f.revision = moved.revision` + tallyBy
	tallyBy = `
GROUP BY f.article, f.revision, f.helpful, f.rating, f.outcome, f.model
ORDER BY f.article, f.revision, f.helpful, f.rating, f.outcome, f.model`

	wasEdited = `SELECT EXISTS (SELECT 1 FROM audit_item WHERE at >= $1) OR EXISTS (SELECT 1 FROM held_change WHERE at >= $1)`
)

// Tallies returns the whole tally of each revision on which feedback was added or changed at that
// time or later, by readers or editors, ordered by article and revision; the zero time means all
// revisions. Withdrawn feedback and spam do not count, nor does what is held; those revisions too
// come again of which answers were held or decided.
//
// Times are those of [feedback.Feedback.ChangedAt] and of the audit trail: taken before the commit,
// by the clock of the process that wrote. A cache of tallies that asks for changes lets the times
// overlap, by a minute say. What was removed does not count as changed, so all is to be read again
// now and then.
func (s *Answers) Tallies(ctx context.Context, changedSince time.Time) ([]RevisionTally, error) {
	if changedSince.IsZero() {
		tallies, err := s.tallies(ctx, tallyAll)
		return tallies, s.failure("count feedback", err)
	}
	since := max(0, changedSince.UnixMilli())
	tallies, err := s.tallies(ctx, tallyFeedback, since)
	if err != nil {
		return nil, s.failure("count feedback", err)
	}
	edited, err := queryOne(ctx, s.base, wasEdited, sqldb.ScanBool, since)
	if err != nil || !edited {
		return tallies, s.failure("count feedback", err)
	}
	more, err := s.tallies(ctx, tallyEdited, since)
	return merged(more, tallies), s.failure("count feedback", err)
}

// merged returns one tally for each revision, that of the first list where both
// have one.
func merged(a, b []RevisionTally) []RevisionTally {
	order := func(a, b RevisionTally) int {
		return cmp.Or(strings.Compare(a.Article, b.Article), strings.Compare(a.Revision, b.Revision))
	}
	all := slices.Concat(a, b)
	slices.SortStableFunc(all, order)
	return slices.CompactFunc(all, func(a, b RevisionTally) bool { return order(a, b) == 0 })
}

func (s *Answers) tallies(ctx context.Context, query string, args ...any) ([]RevisionTally, error) {
	groups, err := queryAll(ctx, s.base, query, scanGroup, args...)
	if err != nil {
		return nil, err
	}
	var tallies []RevisionTally
	for _, g := range groups {
		last := len(tallies) - 1
		if last < 0 || tallies[last].Article != g.article || tallies[last].Revision != g.revision {
			tallies = append(tallies, RevisionTally{Article: g.article, Revision: g.revision})
			last++
		}
		tallies[last].add(g)
	}
	return tallies, nil
}

// group is feedback on one revision with equal values.
type group struct {
	article, revision string
	verdict           feedback.Verdict
	outcome           feedback.Outcome
	model             string
	count             int
}

func scanGroup(row row) (g group, err error) {
	err = row.Scan(&g.article, &g.revision, &g.verdict.Helpful, &g.verdict.Rating, &g.outcome, &g.model, &g.count)
	return g, err
}

func (t *RevisionTally) add(g group) {
	t.Verdicts.Add(g.verdict, g.count)
	known := g.outcome == feedback.Worked || g.outcome == feedback.Failed
	if g.model == "" || g.count == 0 || !known {
		return
	}
	i, found := slices.BinarySearchFunc(t.Models, g.model, func(m ModelTally, model string) int {
		return strings.Compare(m.Model, model)
	})
	if !found {
		t.Models = slices.Insert(t.Models, i, ModelTally{Model: g.model})
	}
	if g.outcome == feedback.Worked {
		t.Models[i].Worked += g.count
	} else {
		t.Models[i].Failed += g.count
	}
}
