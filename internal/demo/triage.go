package demo

import (
	"time"

	"pinhole/internal/feedback"
)

// triageAll generates the editors' triage of most old and few new comments, each within some days.
func (m *maker) triageAll() {
	fixed := map[string]*subject{}
	for _, s := range m.subjects {
		if s.past != nil && s.past.fixed {
			fixed[s.ID] = s
		}
	}
	for _, answer := range m.plan.Feedback {
		if answer.Comment == nil || answer.Spam || !m.chance(m.triagedShare(answer.At)) {
			continue
		}
		j := Judged{Editor: pick(m.random, m.editors), ID: answer.ID, At: answer.At.AddDate(0, 0, 1+m.random.IntN(5))}
		if j.At.After(m.end) {
			continue
		}
		j.Triage = m.triage(answer, j.Editor)
		if s := fixed[answer.Article]; s != nil && s.past.Revision.Revision == answer.Revision && answer.Step != nil {
			j.At = s.past.until.Add(time.Hour)
			j.Triage = feedback.Triage{Status: new(feedback.Fixed), FixedIn: &s.Revision, Reply: new("Thank you. We rewrote this step.")}
		}
		m.plan.Judged = append(m.plan.Judged, j)
	}
}

// triagedShare returns the percentage of comments from a time that are triaged by now.
func (m *maker) triagedShare(at time.Time) float64 {
	switch days := m.end.Sub(at).Hours() / 24; {
	case days > 60:
		return 92
	case days > 21:
		return 65
	}
	return 18
}

func (m *maker) triage(answer Answer, editor string) feedback.Triage {
	switch n := m.random.IntN(10); {
	case answer.Verdict.Helpful || n < 3:
		return feedback.Triage{Status: new(feedback.Declined), Reply: new("Thank you for telling us.")}
	case n < 6:
		return feedback.Triage{Status: new(feedback.Accepted), Assignee: &editor}
	case n < 7:
		return feedback.Triage{Status: new(feedback.Accepted), Note: new("Ask the vendor about this.")}
	}
	return feedback.Triage{Status: new(feedback.Fixed), Reply: new("Thank you. The page says it now.")}
}
