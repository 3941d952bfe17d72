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

func TestAChangedErrorIsErrChanged(t *testing.T) {
	if err := error(&feedback.ChangedError{}); !errors.Is(err, feedback.ErrChanged) {
		t.Error("a ChangedError is not ErrChanged")
	}
}
