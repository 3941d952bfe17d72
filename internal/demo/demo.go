// Package demo generates half a year of made-up feedback, so that a new desk is not empty. It is
// deterministic for a library and a day.
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

// Days is the length of the generated period.
const Days = 182

// Plan is the generated data.
type Plan struct {
	Revisions []Revision // by time
	Feedback  []Answer   // by time
	Judged    []Judged   // by time
	Searches  []Searched // by day
}

// Revision is a revision of an article and when it was first served.
type Revision struct {
	Article  *article.Article
	Revision string
	Markdown []byte
	Since    time.Time
}

// Answer is a reader's feedback and its time.
type Answer struct {
	feedback.Entry
	At time.Time
}

// Judged is an editor's triage of feedback and its time.
type Judged struct {
	Editor string
	ID     feedback.ID
	feedback.Triage
	At time.Time
}

// Searched is the number of searches for a text on a day.
type Searched struct {
	Day     time.Time
	Query   string
	Times   int
	Results int
	Missed  int
}

// Make generates a plan for the period that ends at end. The editors are assigned its triage.
func Make(lib *article.Library, end time.Time, editors []string) Plan {
	m := &maker{random: rand.New(rand.NewPCG(182, 7)), end: end, begin: end.AddDate(0, 0, -Days), editors: editors}
	m.addReaders(lib)
	m.triageAll()
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

// subject is an article with the parameters of its made-up feedback.
type subject struct {
	*article.Article
	steps  []article.Step
	weight float64 // how often it is read, relative to the others
	good   float64 // probability that it helps
	weak   int     // index of the step that fails many readers; -1: none
	past   *past   // an earlier revision; nil: none
	models []string
}

// past is a revision that was replaced by an edit.
type past struct {
	Revision
	steps []article.Step
	good  float64
	until time.Time
	fixed bool // the edit fixed the weak step
}

// The numbers of articles with a weak step, with a fixed weak step, and with another edit.
const (
	weakArticles   = 14
	fixedArticles  = 5
	editedArticles = 6
)

// addReaders creates the subjects and the feedback on them.
func (m *maker) addReaders(lib *article.Library) {
	for rank, at := range m.random.Perm(len(lib.Articles)) {
		a := lib.Articles[at]
		m.subjects = append(m.subjects, &subject{Article: a, steps: a.Steps(), weight: 1 / math.Pow(float64(rank+3), 0.85), weak: -1,
			good: min(0.95, max(0.55, 0.8+0.07*m.random.NormFloat64())), models: modelsOf(m.random, a)})
	}
	m.weakenSteps()
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
			for range m.poisson(readers(m.begin, day) * s.weight / total) {
				m.addAnswer(s, m.begin.AddDate(0, 0, day).Add(m.hour()))
			}
		}
	}
	slices.SortStableFunc(m.plan.Feedback, func(a, b Answer) int {
		return cmp.Or(a.At.Compare(b.At), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// weakenSteps gives some of the most-read articles a weak step, and some an earlier revision.
func (m *maker) weakenSteps() {
	weak, fixed, edited := 0, 0, 0
	for i, s := range m.subjects {
		if len(s.steps) < 3 {
			continue
		}
		place := 1 + m.random.IntN(len(s.steps)-1)
		switch {
		case fixed < fixedArticles && i%4 == 0 && m.addPast(s, place, true):
			fixed++
		case weak < weakArticles && i%3 == 1:
			s.weak, s.good = place, 0.4+0.15*m.random.Float64()
			weak++
		case edited < editedArticles && i%5 == 2 && m.addPast(s, place, false):
			edited++
		}
	}
}

// addPast gives a subject an earlier revision with one vaguer step.
func (m *maker) addPast(s *subject, place int, fixed bool) bool {
	text, ok := vaguer(s.Language, s.Markdown, place)
	if !ok {
		return false
	}
	p := &past{Revision: Revision{s.Article, revisionOf(text), text, m.begin}, steps: article.StepsOf(s.Language, text), good: s.good,
		until: m.end.AddDate(0, 0, -35-m.random.IntN(90)).Add(-m.hour()), fixed: fixed}
	if fixed {
		p.good, s.weak = 0.38+0.12*m.random.Float64(), place
		s.good = 0.78 + 0.1*m.random.Float64()
	}
	s.past = p
	return true
}

// readers returns the expected number of answers on a day: slowly growing, and higher on weekends.
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

// poisson returns a Poisson-distributed number with the given mean (Knuth's method).
func (m *maker) poisson(average float64) (n int) {
	limit := math.Exp(-average)
	for p := m.random.Float64(); p > limit; p *= m.random.Float64() {
		n++
	}
	return n
}

// hour returns a random time of day, rarely at night.
func (m *maker) hour() time.Duration {
	hour := 14 + 4.5*m.random.NormFloat64()
	return time.Duration(min(23.9, max(0.1, hour)) * float64(time.Hour)).Truncate(time.Millisecond)
}

// chance returns true with the given probability in percent.
func (m *maker) chance(percent float64) bool { return m.random.Float64()*100 < percent }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
