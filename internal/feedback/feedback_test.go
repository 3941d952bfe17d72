package feedback_test

import (
	"testing"

	"pinhole/internal/feedback"
)

func TestTextIsAllThatWasTyped(t *testing.T) {
	reason := feedback.OtherReason
	d := feedback.Details{Reason: &reason, Model: pointer("N841"), Firmware: pointer(""), Comment: pointer("no beep\nat all")}
	if got, want := d.Text(), "N841\nno beep\nat all\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
