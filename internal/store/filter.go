package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/fold"
)

// maxWords is how many words of a filter's text are looked for.
const maxWords = 8

// open are the statuses of comments that wait for an editor.
const openStatuses = `('new', 'accepted')`

// where gathers conditions and their parameters.
type where struct {
	conditions []string
	args       []any
}

// add adds a condition, in which each ? stands for the next parameter.
func (w *where) add(condition string, args ...any) {
	for _, arg := range args {
		condition = strings.Replace(condition, "?", w.parameter(arg), 1)
	}
	w.conditions = append(w.conditions, condition)
}

// parameter adds a parameter and returns its name.
func (w *where) parameter(arg any) string {
	w.args = append(w.args, arg)
	return "$" + strconv.Itoa(len(w.args))
}

// anyOf adds that a column has one of the values.
func anyOf[T ~string](w *where, column string, values []T) {
	if len(values) == 0 {
		w.add("1 = 0")
		return
	}
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = w.parameter(string(v))
	}
	w.add(column + " IN (" + strings.Join(names, ", ") + ")")
}

// equal adds that a column has a value, unless that is empty.
func equal[T ~string](w *where, column string, value T) {
	if value != "" {
		w.add(column+" = ?", string(value))
	}
}

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// chosen is a filter as conditions. Those that a partial index has stand in its
// own words, because SQLite compares the text.
func chosen(f feedback.Filter) *where {
	w := &where{}
	if f.Commented || f.Text != "" {
		w.add(`comment <> ''`)
	}
	if f.Branched {
		w.add(`path <> ''`)
	}
	if f.Failed {
		w.add(`helpful = 0`)
	}
	if f.Articles != nil {
		anyOf(w, "article", f.Articles)
	}
	if len(f.Statuses) > 0 {
		anyOf(w, "status", f.Statuses)
	} else {
		w.add(`status NOT IN ('withdrawn', 'spam')`)
	}
	equal(w, "revision", f.Revision)
	equal(w, "reason", f.Reason)
	equal(w, "step", f.Step)
	equal(w, "model", f.Model)
	equal(w, "outcome", f.Outcome)
	if f.Unassigned {
		w.add(`assignee = ''`)
	} else {
		equal(w, "assignee", f.Assignee)
	}
	w.between("received_at", f.Period)
	w.holds(f.Text)
	return w
}

func (w *where) between(column string, p feedback.Period) {
	if !p.From.IsZero() {
		w.add(column+" >= ?", p.From.UnixMilli())
	}
	if !p.To.IsZero() {
		w.add(column+" < ?", p.To.UnixMilli())
	}
}

var plainText = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// holds adds that a comment has each word of a text. Letter case and accents do not
// count, whatever the database thinks of letters. A comment that a program before
// this column has stored beside this one is found by A to Z alone.
func (w *where) holds(text string) {
	words := strings.Fields(fold.Text(text))
	for _, word := range words[:min(len(words), maxWords)] {
		w.add(`CASE WHEN comment_folded = '' THEN lower(comment) ELSE comment_folded END LIKE ? ESCAPE '\'`, "%"+plainText.Replace(word)+"%")
	}
}

// columns are the expressions of the facets.
var columns = map[feedback.Facet]string{
	feedback.ByDay:      "received_at / 86400000",
	feedback.ByArticle:  "article",
	feedback.ByRevision: "revision",
	feedback.ByReason:   "reason",
	feedback.ByStep:     "step",
	feedback.ByModel:    "model",
	feedback.ByOutcome:  "outcome",
	feedback.ByStatus:   "status",
	feedback.ByAssignee: "assignee",
	feedback.ByPath:     "path",
}

// counting is the query that counts what the conditions choose.
func counting(w *where, by []feedback.Facet) (string, error) {
	var keys []string
	for _, facet := range by {
		column, known := columns[facet]
		if !known {
			return "", fmt.Errorf("nothing is counted by %q", facet)
		}
		keys = append(keys, column)
	}
	list := strings.Join(keys, ", ")
	if list == "" {
		return "SELECT coalesce(sum(helpful), 0), count(*) FROM feedback" + w.String(), nil
	}
	return "SELECT " + list + ", sum(helpful), count(*) FROM feedback" + w.String() + " GROUP BY " + list + " ORDER BY " + list, nil
}

func scanCount(by []feedback.Facet) func(row) (feedback.Count, error) {
	return func(row row) (feedback.Count, error) {
		c := feedback.Count{Keys: make([]string, len(by))}
		cells := make([]any, 0, len(by)+2)
		for i := range by {
			cells = append(cells, &c.Keys[i])
		}
		err := row.Scan(append(cells, &c.Helpful, &c.Answers)...)
		for i, facet := range by {
			if facet == feedback.ByDay && err == nil {
				c.Keys[i], err = dayText(c.Keys[i])
			}
		}
		return c, err
	}
}

// dayText writes the number of a day since 1970 as a date.
func dayText(number string) (string, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	return time.Unix(n*24*3600, 0).UTC().Format(time.DateOnly), err
}
