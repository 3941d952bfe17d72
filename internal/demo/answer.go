package demo

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
)

// addAnswer generates one reader's answer at a time.
func (m *maker) addAnswer(s *subject, at time.Time) {
	revision, good, steps, fails := s.Revision, s.good, s.steps, s.weak >= 0
	if s.past != nil {
		fails = false
		if at.Before(s.past.until) {
			revision, good, steps, fails = s.past.Revision.Revision, s.past.good, s.past.steps, s.past.fixed
		}
	}
	e := feedback.Entry{Article: s.ID, Revision: revision, Language: s.Language, Verdict: feedback.Answer(m.chance(100 * good))}
	e.ID = m.browser().Receipt(s.ID, revision).ID()
	m.details(&e, s, steps, fails)
	m.plan.Feedback = append(m.plan.Feedback, Answer{e, at})
}

func (m *maker) browser() (b feedback.Browser) {
	for i := range b {
		b[i] = byte(m.random.Uint32())
	}
	return b
}

// details adds the details that some readers give after their verdict.
func (m *maker) details(e *feedback.Entry, s *subject, steps []article.Step, fails bool) {
	if len(s.models) > 0 && m.chance(30) {
		model, outcome := pick(m.random, s.models), feedback.Failed
		if e.Verdict.Helpful {
			outcome = feedback.Worked
		}
		e.Model, e.Outcome = &model, &outcome
	}
	step := 0
	switch {
	case e.Verdict.Helpful:
	case fails && m.chance(80):
		step = s.weak + 1
	case len(steps) > 0:
		step = 1 + m.random.IntN(len(steps))
	}
	if !e.Verdict.Helpful && m.chance(62) {
		reason := m.reason(fails)
		e.Reason = &reason
		if step > 0 && step <= len(steps) && m.chance(70) {
			anchor := steps[step-1].Anchor
			e.Step = &anchor
		}
	}
	m.comment(e, steps, step)
}

// reason returns a random reason; for a failing step, one of those that suit it.
func (m *maker) reason(fails bool) feedback.Reason {
	n := m.random.IntN(100)
	if fails {
		n /= 2
	}
	switch {
	case n < 25:
		return feedback.DidNotWork
	case n < 42:
		return feedback.LooksDifferent
	case n < 58:
		return feedback.CannotFindIt
	case n < 70:
		return feedback.CannotUnderstand
	case n < 82:
		return feedback.LackWhatItNeeds
	case n < 92:
		return feedback.WrongOrOutdated
	}
	return feedback.OtherReason
}

func (m *maker) comment(e *feedback.Entry, steps []article.Step, step int) {
	text := ""
	switch {
	case m.chance(0.25):
		text, e.Spam = pick(m.random, spam), true
	case e.Verdict.Helpful && m.chance(2.5):
		text = pick(m.random, thanks)
	case !e.Verdict.Helpful && step > 0 && step <= len(steps) && m.chance(16):
		text = strings.ReplaceAll(pick(m.random, aboutSteps), "{step}", fmt.Sprint(steps[step-1].Number))
	case !e.Verdict.Helpful && m.chance(10):
		text = pick(m.random, complaints)
	}
	if text != "" {
		e.Comment = &text
	}
}

// modelsOf returns models that readers of an article may have: those that it names, with random
// digits for wildcards.
func modelsOf(r *rand.Rand, a *article.Article) (list []string) {
	for _, p := range a.Models[:min(len(a.Models), 8)] {
		list = append(list, strings.Map(func(c rune) rune {
			if c == '*' || c == '?' {
				return rune('0' + r.IntN(10))
			}
			return c
		}, p.Text))
	}
	return list
}
