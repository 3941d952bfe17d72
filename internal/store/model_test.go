package store_test

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/spam"
	"pinhole/internal/store"
)

// model says in plain words what a store must hold: the rules of
// [store.Answers.AddFeedback] and of the other methods once more.
type model map[feedback.ID]feedback.Feedback

// networkDay is what is counted by network.
type networkDay struct {
	day               string
	network           netip.Prefix
	article, revision string
}

func (m model) add(e feedback.Entry, now time.Time, networks map[networkDay]int) {
	f, known := m[e.ID]
	if !known {
		f = feedback.Feedback{ID: e.ID, Article: e.Article, Revision: e.Revision, Language: e.Language,
			Status: feedback.New, GivenAt: e.GivenAt, ReceivedAt: now}
		if e.GivenAt.IsZero() {
			f.GivenAt = now
		}
	}
	switch {
	case !known:
		f.Held = e.Held
		of := networkDay{now.Format(time.DateOnly), e.Network, e.Article, e.Revision}
		if networks[of]++; e.Network.IsValid() && networks[of] > spam.NetworkLimit {
			f.Held = feedback.HeldNetwork
		}
	case f.Held == feedback.HeldRevision:
		f.Held = e.Held
	}
	given := now
	if !e.GivenAt.IsZero() {
		given = e.GivenAt
	}
	c := feedback.Change{Verdict: &e.Verdict, Withdraw: e.Withdraw, Spam: e.Spam, Details: e.Details}
	if given.Before(f.SaidAt) {
		c.Verdict, c.Withdraw, given = nil, false, f.SaidAt
		c.Spam = e.Spam && !e.Withdraw
		c.Details = gaps(f, e.Details)
		if e.Withdraw || f.Status == feedback.Withdrawn {
			c.Details = feedback.Details{}
		}
	}
	m[e.ID] = merged(f, c, now, given)
}

// gaps leaves of late details those that are not stored yet.
func gaps(f feedback.Feedback, d feedback.Details) feedback.Details {
	return feedback.Details{Reason: gap(f.Reason, d.Reason), Step: gap(f.Step, d.Step), Model: gap(f.Model, d.Model),
		Firmware: gap(f.Firmware, d.Firmware), Outcome: gap(f.Outcome, d.Outcome), Comment: gap(f.Comment, d.Comment), Path: gap(f.Path, d.Path)}
}

func gap[T ~string](stored T, said *T) *T {
	if stored != "" {
		return nil
	}
	return said
}

// change returns whether there is something to change.
func (m model) change(id feedback.ID, c feedback.Change, now time.Time) bool {
	f, known := m[id]
	if known {
		m[id] = merged(f, c, now, now)
	}
	return known
}

func merged(f feedback.Feedback, c feedback.Change, now, said time.Time) feedback.Feedback {
	f.ChangedAt, f.SaidAt = now, said
	if c.Verdict != nil {
		f.Verdict = *c.Verdict
	}
	if c.Withdraw || c.Verdict == nil && f.Status == feedback.Withdrawn {
		c.Details = blank
		f.Reply, f.FixedIn = "", ""
	}
	keep(&f.Reason, c.Reason)
	keep(&f.Step, c.Step)
	keep(&f.Model, c.Model)
	keep(&f.Firmware, c.Firmware)
	keep(&f.Outcome, c.Outcome)
	keep(&f.Comment, c.Comment)
	keep(&f.Path, c.Path)
	if f.Verdict.Helpful {
		f.Reason, f.Step = "", ""
	}
	if c.Verdict != nil && f.Status == feedback.Withdrawn {
		f.Status = feedback.New
	}
	if c.Spam && f.Status == feedback.New {
		f.Status = feedback.Spam
	}
	if c.Withdraw {
		f.Status = feedback.Withdrawn
	}
	return f
}

// blank clears every detail.
var blank = feedback.Details{Reason: new(feedback.Reason), Step: new(string), Model: new(string),
	Firmware: new(string), Outcome: new(feedback.Outcome), Comment: new(string), Path: new(string)}

func keep[T any](old, said *T) {
	if said != nil {
		*old = *said
	}
}

// triage returns whether there is something to change.
func (m model) triage(id feedback.ID, t feedback.Triage) bool {
	f, known := m[id]
	if !known || f.Status == feedback.Withdrawn {
		return false
	}
	keep(&f.Status, t.Status)
	keep(&f.Reply, t.Reply)
	keep(&f.FixedIn, t.FixedIn)
	m[id] = f
	return true
}

// forgetComments returns how many texts went.
func (m model) forgetComments(olderThan time.Time) (n int) {
	for id, f := range m {
		if f.ChangedAt.Before(olderThan) && f.Comment+f.Firmware != "" {
			f.Comment, f.Firmware = "", ""
			m[id] = f
			n++
		}
	}
	return n
}

// all is every row in the order of the export.
func (m model) all() []feedback.Feedback {
	var rows []feedback.Feedback
	for _, f := range m {
		rows = append(rows, f)
	}
	slices.SortFunc(rows, func(a, b feedback.Feedback) int {
		return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), slices.Compare(a.ID[:], b.ID[:]))
	})
	return rows
}

func (m model) tallies(since time.Time, edited map[[2]string]time.Time) []store.RevisionTally {
	counted := map[[2]string]*store.RevisionTally{}
	for _, f := range m {
		if at, ok := edited[[2]string{f.Article, f.Revision}]; !f.ChangedAt.Before(since) || ok && !at.Before(since) {
			counted[[2]string{f.Article, f.Revision}] = &store.RevisionTally{Article: f.Article, Revision: f.Revision}
		}
	}
	for _, f := range m {
		tally := counted[[2]string{f.Article, f.Revision}]
		if tally != nil && f.Held == feedback.Counted && f.Status != feedback.Withdrawn && f.Status != feedback.Spam {
			tally.Verdicts.Add(f.Verdict, 1)
			countModel(tally, f)
		}
	}
	var list []store.RevisionTally
	for _, tally := range counted {
		slices.SortFunc(tally.Models, func(a, b store.ModelTally) int { return strings.Compare(a.Model, b.Model) })
		list = append(list, *tally)
	}
	slices.SortFunc(list, func(a, b store.RevisionTally) int {
		return cmp.Or(strings.Compare(a.Article, b.Article), strings.Compare(a.Revision, b.Revision))
	})
	return list
}

func countModel(tally *store.RevisionTally, f feedback.Feedback) {
	one := store.ModelTally{Model: f.Model}
	switch f.Outcome {
	case feedback.Worked:
		one.Worked = 1
	case feedback.Failed:
		one.Failed = 1
	default:
		return
	}
	if f.Model == "" {
		return
	}
	for i := range tally.Models {
		if m := &tally.Models[i]; m.Model == f.Model {
			m.Worked += one.Worked
			m.Failed += one.Failed
			return
		}
	}
	tally.Models = append(tally.Models, one)
}
