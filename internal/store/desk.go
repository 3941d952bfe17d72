package store

import (
	"context"
	"iter"
	"strings"
	"time"

	"pinhole/internal/feedback"
)

const itemColumns = feedbackColumns + `, assignee, note, version`

const findItem = `SELECT ` + itemColumns + ` FROM feedback WHERE id = $1`

const listOpenSteps = `SELECT article, revision, step, count(*) FROM feedback
WHERE comment <> '' AND status IN ` + openStatuses + ` AND step <> '' GROUP BY article, revision, step ORDER BY article, revision, step`

// CountVerdicts counts the verdicts that a filter chooses by facets, ordered by
// them; without a facet it is one count of all. What is held is not counted, nor,
// unless the filter names these, spam and what was withdrawn. By day, the days
// without a verdict are left out.
func (s *Desk) CountVerdicts(ctx context.Context, f feedback.Filter, by ...feedback.Facet) ([]feedback.Count, error) {
	w := chosen(f)
	w.add(`held = ''`)
	return s.count(ctx, w, by)
}

// CountItems counts what [Desk.Items] lists, as CountVerdicts does: what is held
// too.
func (s *Desk) CountItems(ctx context.Context, f feedback.Filter, by ...feedback.Facet) ([]feedback.Count, error) {
	return s.count(ctx, chosen(f), by)
}

func (s *Desk) count(ctx context.Context, w *where, by []feedback.Facet) ([]feedback.Count, error) {
	query, err := counting(w, by)
	if err != nil {
		return nil, s.failure("count feedback", err)
	}
	list, err := queryAll(ctx, s.base, query, scanCount(by), w.args...)
	return list, s.failure("count feedback", err)
}

// Items returns a page of what a filter chooses, latest received first, from
// behind a place on. The Cursor of the last item leads to the next page; a page
// with fewer items than the limit is the last one.
func (s *Desk) Items(ctx context.Context, f feedback.Filter, after feedback.Cursor, limit int) ([]feedback.Item, error) {
	query, args := itemPage(itemColumns, f, after, limit)
	list, err := queryAll(ctx, s.base, query, scanItem, args...)
	return list, s.failure("list feedback", err)
}

// itemPage finds the ids first, by an index that holds all that most filters
// need, and reads the columns only of the rows that are shown.
func itemPage(columns string, f feedback.Filter, after feedback.Cursor, limit int) (query string, args []any) {
	w := chosen(f)
	if after != (feedback.Cursor{}) {
		w.add(`(received_at, id) < (?, ?)`, after.At, after.ID[:])
	}
	order := ` ORDER BY received_at DESC, id DESC`
	query = `SELECT ` + columns + ` FROM feedback WHERE id IN (SELECT id FROM feedback` + w.String() + order + ` LIMIT ` + w.parameter(limit) + `)` + order
	return query, w.args
}

// Item returns what is stored under the ID as the desk shows it, or
// [ErrNotFound].
func (s *Desk) Item(ctx context.Context, id feedback.ID) (feedback.Item, error) {
	item, err := queryOne(ctx, s.base, findItem, scanItem, id[:])
	return item, s.failure("read feedback", err)
}

// ChosenFeedback returns all feedback that a filter chooses, latest received
// first, for an export. It reads page by page as [Answers.AllFeedback] does, and an
// error comes as the last pair.
func (s *Desk) ChosenFeedback(ctx context.Context, f feedback.Filter) iter.Seq2[feedback.Exported, error] {
	return func(yield func(feedback.Exported, error) bool) {
		for after := (feedback.Cursor{}); ; {
			query, args := itemPage(exportColumns, f, after, exportPage)
			page, err := queryAll(ctx, s.base, query, scanExported, args...)
			if err != nil {
				yield(feedback.Exported{}, s.failure("list feedback", err))
				return
			}
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
			if len(page) < exportPage {
				return
			}
			after = page[len(page)-1].Cursor()
		}
	}
}

// OpenSteps counts the open comments that name a step, by article, revision and
// step. Whoever knows the revisions' texts can tell which of them are perhaps
// settled, because the step says something else now.
func (s *Desk) OpenSteps(ctx context.Context) ([]feedback.StepCount, error) {
	list, err := queryAll(ctx, s.base, listOpenSteps, func(row row) (c feedback.StepCount, err error) {
		err = row.Scan(&c.Article, &c.Revision, &c.Step, &c.Comments)
		return c, err
	})
	return list, s.failure("count open comments", err)
}

// MissedSearches returns a page of the texts for which readers searched in vain
// on the days of a period, the most frequent first, from behind one of them on;
// the zero value is the beginning.
func (s *Desk) MissedSearches(ctx context.Context, p feedback.Period, after feedback.Missed, limit int) ([]feedback.Missed, error) {
	query, args := missedPage(p, after, limit)
	list, err := queryAll(ctx, s.base, query, func(row row) (m feedback.Missed, err error) {
		err = row.Scan(&m.Query, &m.Searches, &m.Reports)
		return m, err
	}, args...)
	return list, s.failure("list searches that found nothing", err)
}

// missedPage counts only the days on which the text found nothing: what was
// found later is no search in vain then.
func missedPage(p feedback.Period, after feedback.Missed, limit int) (query string, args []any) {
	const searches, all = `sum(CASE WHEN results = 0 THEN times ELSE 0 END)`, `sum(CASE WHEN results = 0 THEN times + missed ELSE missed END)`
	w := &where{}
	w.add(`(results = 0 OR missed > 0)`)
	if !p.From.IsZero() {
		w.add(`day >= ?`, p.From.UTC().Format(time.DateOnly))
	}
	if !p.To.IsZero() {
		w.add(`day <= ?`, p.To.Add(-time.Millisecond).UTC().Format(time.DateOnly))
	}
	var text strings.Builder
	text.WriteString(`SELECT query, ` + searches + `, sum(missed) FROM search` + w.String() + ` GROUP BY query`)
	if after.Query != "" {
		total := w.parameter(after.Searches + after.Reports)
		text.WriteString(` HAVING ` + all + ` < ` + total + ` OR ` + all + ` = ` + total + ` AND query > ` + w.parameter(after.Query))
	}
	text.WriteString(` ORDER BY ` + all + ` DESC, query LIMIT ` + w.parameter(limit))
	return text.String(), w.args
}

func scanItem(row row) (item feedback.Item, err error) {
	item.Feedback, err = scanFeedback(extraColumns{row, []any{&item.Assignee, &item.Note, &item.Version}})
	return item, err
}
