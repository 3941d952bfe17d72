package feedback_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

func TestCursorsAndIDsComeBack(t *testing.T) {
	at := time.UnixMilli(1_763_600_000_123).UTC()
	f := feedback.Feedback{ID: feedback.ID{1, 2, 250}, ReceivedAt: at}
	for _, c := range []feedback.Cursor{{}, f.Cursor(), {At: -5, ID: feedback.ID{9}}} {
		if got, err := feedback.ParseCursor(c.String()); got != c || err != nil {
			t.Errorf("%v comes back as %v, %v", c, got, err)
		}
	}
	if got, err := feedback.ParseID(f.ID.String()); got != f.ID || err != nil {
		t.Errorf("%s comes back as %v, %v", f.ID, got, err)
	}
	for _, bad := range []string{"x", "%", strings.Repeat("A", 33)} {
		if _, err := feedback.ParseCursor(bad); err == nil {
			t.Errorf("%q is a cursor", bad)
		}
	}
	for _, bad := range []string{"", "0102", strings.Repeat("g", 32), strings.Repeat("0", 33)} {
		if _, err := feedback.ParseID(bad); err == nil {
			t.Errorf("%q is an ID", bad)
		}
	}
}

func TestTriageIsChecked(t *testing.T) {
	for name, c := range map[string]struct {
		triage feedback.Triage
		says   string
	}{
		"nothing":         {feedback.Triage{}, ""},
		"accepted":        {feedback.Triage{Status: new(feedback.Accepted), Note: new(strings.Repeat("ä", 4000)), Reply: new("Thank you.")}, ""},
		"withdrawn":       {feedback.Triage{Status: new(feedback.Withdrawn)}, "not a status that an editor can set"},
		"nonsense":        {feedback.Triage{Status: new(feedback.Status("x"))}, "not a status"},
		"a long note":     {feedback.Triage{Note: new(strings.Repeat("x", 4001))}, "The note has 4,001"},
		"a long answer":   {feedback.Triage{Reply: new(strings.Repeat("x", 2001))}, "The answer has 2,001"},
		"rescued of spam": {feedback.Triage{Status: new(feedback.New)}, ""},
	} {
		if err := c.triage.Check(); c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
	if err := error(&feedback.ChangedError{}); !errors.Is(err, feedback.ErrChanged) {
		t.Error("a ChangedError is not ErrChanged")
	}
}
