package feedback_test

import (
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/spam"
)

func TestSignals(t *testing.T) {
	tests := map[string]spam.Signals{
		"":                           {},
		"&website=&elapsed=":         {},
		"&website=+%09&elapsed=+5":   {},
		"&website=http%3A%2F%2Fx":    {Trapped: true},
		"&elapsed=1500":              {Elapsed: 1500 * time.Millisecond},
		"&elapsed=0":                 {Elapsed: time.Millisecond},
		"&elapsed=-1":                {},
		"&elapsed=1.5":               {},
		"&elapsed=2592000000":        {Elapsed: 30 * 24 * time.Hour},
		"&elapsed=2592000001":        {},
		"&elapsed=99999999999999999": {},
		"&elapsed=9&website=x":       {Trapped: true, Elapsed: 9 * time.Millisecond},
	}
	for query, want := range tests {
		s, err := feedback.ParseSubmission(form(t, "article=a&helpful=yes"+query), now, steps)
		if err != nil || s.Signals != want {
			t.Errorf("submission with %q: %+v, %v, want %+v", query, s.Signals, err, want)
		}
		c, err := feedback.ParseChange(form(t, "helpful=yes"+query), twoStars, steps)
		if err != nil || c.Signals != want {
			t.Errorf("change with %q: %+v, %v, want %+v", query, c.Signals, err, want)
		}
	}
}

func TestSignalsAreNoChange(t *testing.T) {
	_, err := feedback.ParseChange(form(t, "elapsed=1500&website=x"), twoStars, steps)
	wantProblem(t, err, "comment", feedback.NothingSaid)
}
