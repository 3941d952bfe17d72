// Package demo makes half a year of feedback up, so that a newcomer sees a living desk at once. The same library and the same
// day give the same feedback. Nothing of it is true.
package demo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// Days is how far back the feedback goes.
const Days = 182

// Plan is all that is made up.
type Plan struct {
	Revisions []Revision // by time
	Feedback  []Said     // by time
	Judged    []Judged   // by time
	Searches  []Searched // by day
}

// Revision is a text of an article that was served from a time on.
type Revision struct {
	Article  *article.Article
	Revision string
	Markdown []byte
	Since    time.Time
}

// Said is what a reader said, and when.
type Said struct {
	feedback.Entry
	At time.Time
}

// Judged is what an editor made of some feedback, and when.
type Judged struct {
	Editor string
	ID     feedback.ID
	feedback.Triage
	At time.Time
}

// Searched is how often a text was searched for on a day.
type Searched struct {
	Day     time.Time
	Query   string
	Times   int
	Results int
	Missed  int
}

// Make makes a plan that ends at a time. The editors are those who judge.
func Make(lib *article.Library, end time.Time, editors []string) Plan {
	m := &maker{random: rand.New(rand.NewPCG(182, 7)), end: end, begin: end.AddDate(0, 0, -Days), editors: editors}
	m.readOn(lib)
	m.judge()
	m.search(lib)
	slices.SortStableFunc(m.plan.Revisions, func(a, b Revision) int { return a.Since.Compare(b.Since) })
	slices.SortStableFunc(m.plan.Judged, func(a, b Judged) int { return a.At.Compare(b.At) })
	return m.plan
}

type maker struct {
	random     *rand.Rand
	begin, end time.Time
	editors    []string
	subjects   []*subject
	plan       Plan
}

// subject is an article as its readers meet it.
type subject struct {
	*article.Article
	weight float64 // how often it is read, beside the others
	good   float64 // how likely it helps
	weak   int     // the step that fails many readers, by its place; -1: none
	past   *past   // an earlier revision; nil: none
	models []string
}

// past is a revision that was served until an edit.
type past struct {
	Revision
	steps  []article.Step
	good   float64
	until  time.Time
	mended bool // the edit mended the weak step
}

// How many articles fail at one step, and how many of these, and of all others, were edited in the half-year.
const (
	weakArticles   = 14
	mendedArticles = 5
	editedArticles = 6
)

// readOn makes subjects of all articles, and feedback on them.
func (m *maker) readOn(lib *article.Library) {
	for rank, at := range m.random.Perm(len(lib.Articles)) {
		a := lib.Articles[at]
		m.subjects = append(m.subjects, &subject{Article: a, weight: 1 / math.Pow(float64(rank+3), 0.85), weak: -1,
			good: min(0.95, max(0.55, 0.8+0.07*m.random.NormFloat64())), models: modelsOf(m.random, a)})
	}
	m.weaken()
	for _, s := range m.subjects {
		since := m.begin
		if s.past != nil {
			m.plan.Revisions = append(m.plan.Revisions, s.past.Revision)
			since = s.past.until
		}
		m.plan.Revisions = append(m.plan.Revisions, Revision{s.Article, s.Revision, s.Markdown, since})
	}
	total := 0.0
	for _, s := range m.subjects {
		total += s.weight
	}
	for day := range Days {
		for _, s := range m.subjects {
			for range m.number(readers(m.begin, day) * s.weight / total) {
				m.say(s, m.begin.AddDate(0, 0, day).Add(m.hour()))
			}
		}
	}
	slices.SortStableFunc(m.plan.Feedback, func(a, b Said) int {
		return cmp.Or(a.At.Compare(b.At), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// weaken gives some of the well-read articles a weak step, and some an earlier revision.
func (m *maker) weaken() {
	weak, mended, edited := 0, 0, 0
	for i, s := range m.subjects {
		steps := s.Steps()
		if len(steps) < 3 {
			continue
		}
		place := 1 + m.random.IntN(len(steps)-1)
		switch {
		case mended < mendedArticles && i%4 == 0 && m.edit(s, place, true):
			mended++
		case weak < weakArticles && i%3 == 1:
			s.weak, s.good = place, 0.4+0.15*m.random.Float64()
			weak++
		case edited < editedArticles && i%5 == 2 && m.edit(s, place, false):
			edited++
		}
	}
}

// edit gives a subject an earlier revision, in which one step was vaguer.
func (m *maker) edit(s *subject, place int, mended bool) bool {
	text, ok := vaguer(s.Language, s.Markdown, place)
	if !ok {
		return false
	}
	p := &past{Revision: Revision{s.Article, nameOf(text), text, m.begin}, steps: article.StepsOf(s.Language, text), good: s.good,
		until: m.end.AddDate(0, 0, -35-m.random.IntN(90)).Add(-m.hour()), mended: mended}
	if mended {
		p.good, s.weak = 0.38+0.12*m.random.Float64(), place
		s.good = 0.78 + 0.1*m.random.Float64()
	}
	s.past = p
	return true
}

// readers is how many answer on a day: slowly more, and more on the weekend, when people have time for their cameras.
func readers(begin time.Time, day int) float64 {
	n := 55 + 35*float64(day)/Days
	switch begin.AddDate(0, 0, day).Weekday() {
	case time.Saturday, time.Sunday:
		n *= 1.4
	case time.Monday:
		n *= 1.1
	}
	return n
}

// number is how often something happens that happens so often on average (Poisson, by Knuth's method).
func (m *maker) number(average float64) (n int) {
	limit := math.Exp(-average)
	for p := m.random.Float64(); p > limit; p *= m.random.Float64() {
		n++
	}
	return n
}

// hour is a time of day: few read at night.
func (m *maker) hour() time.Duration {
	hour := 14 + 4.5*m.random.NormFloat64()
	return time.Duration(min(23.9, max(0.1, hour)) * float64(time.Hour)).Truncate(time.Millisecond)
}

// chance is true so often of a hundred times.
func (m *maker) chance(percent float64) bool { return m.random.Float64()*100 < percent }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
