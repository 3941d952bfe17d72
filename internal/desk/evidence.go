// Package desk turns what readers said into what others may act on: evidence for readers, and what editors see.
package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// Report is what readers said about one revision of an article.
type Report struct {
	Revision string
	Since    time.Time // when the revision was first served here
	Verdicts feedback.Tally
	Models   []Model
}

// Model is what came of the reset on one model.
type Model struct {
	Name           string // as readers wrote it
	Worked, Failed int
}

// Evidence is what an article's page may claim.
type Evidence struct {
	Helpful, Answers int
	Worked, Failed   []Model   // most reports first
	Older            time.Time // set when it is about an older revision: when that one was first served
}

// MinAnswers is the least number of answers that may be made public: with fewer, one reader's answer could be told from
// another's.
const MinAnswers = 3

const (
	shownModels = 4 // more would be a table, not a line
	minReports  = 2 // one reader alone cannot put a word on a page
)

// Weigh chooses what to show: the current revision's answers once there are enough, else those of the newest older revision
// that had enough, so that a mended typing error does not wipe the evidence. enough below MinAnswers means MinAnswers.
func Weigh(reports []Report, current string, enough int) (Evidence, bool) {
	enough = max(enough, MinAnswers)
	best := -1
	for i, r := range reports {
		if _, answers := r.Verdicts.Helpful(); answers < enough {
			continue
		}
		if r.Revision == current {
			best = i
			break
		}
		if best < 0 || r.Since.After(reports[best].Since) {
			best = i
		}
	}
	if best < 0 {
		return Evidence{}, false
	}
	r := reports[best]
	e := Evidence{}
	e.Helpful, e.Answers = r.Verdicts.Helpful()
	e.Worked = top(r.Models, func(m Model) int { return m.Worked })
	e.Failed = top(r.Models, func(m Model) int { return m.Failed })
	if r.Revision != current {
		e.Older = r.Since
	}
	return e, true
}

// top gathers spellings of the same model and gives those with the most reports.
func top(models []Model, count func(Model) int) []Model {
	gathered := map[string]*Model{}
	most := map[string]int{}
	for _, m := range models {
		plain := article.PlainModel(m.Name)
		if !looksLikeModel(m.Name) {
			continue
		}
		g := gathered[plain]
		if g == nil {
			g = &Model{}
			gathered[plain] = g
		}
		if n := m.Worked + m.Failed; n > most[plain] || n == most[plain] && m.Name < g.Name {
			most[plain], g.Name = n, m.Name
		}
		g.Worked += m.Worked
		g.Failed += m.Failed
	}
	var list []Model
	for _, g := range gathered {
		if count(*g) >= minReports {
			list = append(list, *g)
		}
	}
	slices.SortFunc(list, func(a, b Model) int { return cmp.Or(cmp.Compare(count(b), count(a)), strings.Compare(a.Name, b.Name)) })
	return list[:min(len(list), shownModels)]
}

// looksLikeModel keeps everything but model numbers off public pages: letters and digits with at least one digit, short, and
// no dots or slashes that could make an address of it.
func looksLikeModel(name string) bool {
	digit := false
	for _, r := range name {
		switch {
		case unicode.IsDigit(r):
			digit = true
		case unicode.IsLetter(r), r == '-', r == ' ', r == '_':
		default:
			return false
		}
	}
	return digit && len(name) <= 24
}
