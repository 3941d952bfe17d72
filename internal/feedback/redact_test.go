package feedback_test

import (
	"reflect"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/redact"
)

func TestRedacted(t *testing.T) {
	redactor := redact.New(redact.Keep{Model: func(word string) bool { return word == "N841A81" }})
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
