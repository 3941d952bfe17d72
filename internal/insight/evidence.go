// Package insight turns what readers said into what others may act on: evidence for readers, and
// what editors see.
package insight

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"pinhole/internal/feedback"
)

// Report is what readers said about one revision of an article.
type Report struct {
	Revision string
	Since    time.Time // when the revision was first served here
	Verdicts feedback.Tally
	Models   []Model
	Steps    []FailedStep
	// Rewritten is a step that was rewritten in this revision or before it; the zero value if none.
	Rewritten Rewriting
	Hidden    []string // models that an editor does not want to be shown, in the articles' spelling
}

// Model is what came of the reset on one model.
type Model struct {
	Name           string // as readers wrote it in a [Report], as articles do in an [Evidence]
	Worked, Failed int
}

// Evidence is what an article's page may claim.
type Evidence struct {
	Helpful, Answers int
	Worked, Failed   []Model   // most reports first
	Step             string    // the step that fails most readers of the current revision, or ""
	Rewritten        Rewriting // the zero value if no step was
	Older            time.Time // set when it is about an older revision: when that one was first served
}

// MinAnswers is the least number of answers that may be made public: with fewer, one reader's
// answer could be told from another's.
const MinAnswers = 3

const (
	shownModels = 4    // more would be a table, not a line
	typedModels = 1000 // of what readers typed as models, those with the most reports are looked at
	minReports  = 2    // one reader's report could be told from another's
)

// Weigh chooses what to show: the current revision's answers once there are enough, else those of
// the newest older revision that had enough, so that a corrected typing error does not wipe the
// evidence. enough below MinAnswers means MinAnswers. Of what readers called their models, only
// those are shown that an article names, in its spelling, and that no editor has hidden.
func Weigh(reports []Report, current string, enough int, known *Models) (Evidence, bool) {
	enough = max(enough, MinAnswers)
	best := -1
	var rewritten Rewriting
	for i, r := range reports {
		if r.Revision == current {
			rewritten = r.Rewritten
		}
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
	e := Evidence{Rewritten: rewritten}
	e.Helpful, e.Answers = r.Verdicts.Helpful()
	models := gather(r, known)
	e.Worked = top(models, func(m Model) int { return m.Worked })
	e.Failed = top(models, func(m Model) int { return m.Failed })
	if r.Revision != current {
		e.Older = r.Since
	} else {
		e.Step = mostFailed(r.Steps)
	}
	return e, true
}

// gather adds up what readers said of the models that may be shown.
func gather(r Report, known *Models) []Model {
	typed := slices.Clone(r.Models)
	slices.SortStableFunc(typed, func(a, b Model) int { return cmp.Compare(b.Worked+b.Failed, a.Worked+a.Failed) })
	gathered := map[string]Model{}
	for _, m := range typed[:min(len(typed), typedModels)] {
		name, ok := known.Find(m.Name)
		if !ok || slices.Contains(r.Hidden, name) {
			continue
		}
		g := gathered[name]
		gathered[name] = Model{name, g.Worked + m.Worked, g.Failed + m.Failed}
	}
	return slices.Collect(maps.Values(gathered))
}

// top returns the models with the most reports.
func top(models []Model, count func(Model) int) []Model {
	var list []Model
	for _, m := range models {
		if count(m) >= minReports {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b Model) int { return cmp.Or(cmp.Compare(count(b), count(a)), strings.Compare(a.Name, b.Name)) })
	return list[:min(len(list), shownModels)]
}
