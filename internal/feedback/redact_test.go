package feedback_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pinhole/internal/feedback"
	"pinhole/internal/redact"
)

func TestRedacted(t *testing.T) {
	redactor := redact.New(redact.Options{Model: func(word string) bool { return word == "N841A81" }})
	reason, outcome := feedback.OtherReason, feedback.Failed
	typed := feedback.Details{
		Reason: &reason, Outcome: &outcome, Step: pointer("step-1"),
		Model:    pointer("N841A81 SN ND021905004478"),
		Firmware: pointer("24.4.0.61 20210915 2109150930, SN ND021905004478"),
		Comment:  pointer("24.4.0.61 is mine\npw: hunter22"),
	}
	want := feedback.Details{
		Reason: &reason, Outcome: &outcome, Step: pointer("step-1"),
		Model:    pointer("N841A81 SN [serial number removed]"),
		Firmware: pointer("24.4.0.61 20210915 2109150930, SN [serial number removed]"),
		Comment:  pointer("[IP address removed] is mine\npw: [password removed]"),
	}
	if got := typed.Redacted(redactor); !reflect.DeepEqual(got, want) {
		t.Errorf("got model %q, firmware %q, comment %q", *got.Model, *got.Firmware, *got.Comment)
	}
	if *typed.Comment != "24.4.0.61 is mine\npw: hunter22" {
		t.Error("what the caller holds has changed")
	}
	if got := (feedback.Details{Model: pointer("")}).Redacted(redactor); !reflect.DeepEqual(got, feedback.Details{Model: pointer("")}) {
		t.Errorf("details that are not there become %+v", got)
	}
}

// What replaces a secret may be longer than the secret. No text grows beyond what its form takes,
// or the reader could not send it again.
func TestRedactedKeepsToTheLimits(t *testing.T) {
	redactor := redact.New(redact.Options{})
	typed := feedback.Details{
		Model:    pointer(strings.Repeat("sn 1234567 ", 9)),
		Firmware: pointer(strings.Repeat("sn 1234567 ", 9)),
		Comment:  pointer(strings.Repeat("pin 1234 ", 440)),
	}
	got := typed.Redacted(redactor)
	for name, text := range map[string]struct {
		text  string
		limit int
	}{"model": {*got.Model, feedback.MaxModel}, "firmware": {*got.Firmware, feedback.MaxFirmware}, "comment": {*got.Comment, feedback.MaxComment}} {
		if n := utf8.RuneCountInString(text.text); n > text.limit || n < text.limit/2 {
			t.Errorf("%s has %d code points, limit %d", name, n, text.limit)
		}
		if strings.Count(text.text, "[") != strings.Count(text.text, " removed]") {
			t.Errorf("%s is cut within what replaced a secret: %q", name, text.text[len(text.text)-40:])
		}
	}
	if again := got.Redacted(redactor); !reflect.DeepEqual(again, got) {
		t.Errorf("redacted twice: %q", *again.Comment)
	}
}

func TestRedactedLeavesOutAStepWithASecret(t *testing.T) {
	redactor := redact.New(redact.Options{})
	for step, stays := range map[string]bool{"step-3": true, "con-la-aplicación-step-9": true, "": true, "ND021905004478": false, "416-555-0143": false} {
		if got := (feedback.Details{Step: &step}).Redacted(redactor); (got.Step != nil) != stays {
			t.Errorf("step %q stays: %t", step, got.Step != nil)
		}
	}
}
