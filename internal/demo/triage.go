package demo

import (
	"time"

	"pinhole/internal/feedback"
)

// judge lets the editors work through the comments, most of the old ones and few of the new ones, each within some days.
func (m *maker) judge() {
	mended := map[string]*subject{}
	for _, s := range m.subjects {
		if s.past != nil && s.past.mended {
			mended[s.ID] = s
		}
	}
	for _, said := range m.plan.Feedback {
		if said.Comment == nil || said.Spam || !m.chance(m.settled(said.At)) {
			continue
		}
		j := Judged{Editor: pick(m.random, m.editors), ID: said.ID, At: said.At.AddDate(0, 0, 1+m.random.IntN(5))}
		if j.At.After(m.end) {
			continue
		}
		j.Triage = m.triage(said, j.Editor)
		if s := mended[said.Article]; s != nil && s.past.Revision.Revision == said.Revision && said.Step != nil {
			j.At = s.past.until.Add(time.Hour)
			j.Triage = feedback.Triage{Status: new(feedback.Fixed), FixedIn: &s.Revision, Reply: new("Thank you. We have written this step anew.")}
		}
		m.plan.Judged = append(m.plan.Judged, j)
	}
}

// settled is how many of a hundred comments of a time are settled by now.
func (m *maker) settled(at time.Time) float64 {
	switch days := m.end.Sub(at).Hours() / 24; {
	case days > 60:
		return 92
	case days > 21:
		return 65
	}
	return 18
}

func (m *maker) triage(said Said, editor string) feedback.Triage {
	switch n := m.random.IntN(10); {
	case said.Verdict.Helpful || n < 3:
		return feedback.Triage{Status: new(feedback.Declined), Reply: new("Thank you for telling us.")}
	case n < 6:
		return feedback.Triage{Status: new(feedback.Accepted), Assignee: &editor}
	case n < 7:
		return feedback.Triage{Status: new(feedback.Accepted), Note: new("Ask the vendor about this.")}
	}
	return feedback.Triage{Status: new(feedback.Fixed), Reply: new("Thank you. The page says it now.")}
}
