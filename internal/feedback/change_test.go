package feedback_test

import (
	"reflect"
	"testing"

	"pinhole/internal/feedback"
)

var (
	yes      = feedback.Feedback{Article: "a", Revision: "0123456789ab", Verdict: feedback.Answer(true)}
	gone     = feedback.Feedback{Article: "a", Revision: "0123456789ab", Status: feedback.Withdrawn}
	twoStars = feedback.Feedback{Article: "a", Revision: "0123456789ab", Verdict: feedback.Verdict{Rating: 2}, Comment: "old"}
)

func TestParseChange(t *testing.T) {
	tests := map[string]struct {
		query   string
		current feedback.Feedback
		want    feedback.Change
	}{
		"verdict":                     {"helpful=no", yes, feedback.Change{Verdict: &feedback.Verdict{}}},
		"comment":                     {"comment=x", yes, feedback.Change{Details: feedback.Details{Comment: pointer("x")}}},
		"blank beside a comment":      {"comment=x&model=", yes, feedback.Change{Details: feedback.Details{Comment: pointer("x"), Model: pointer("")}}},
		"withdrawal and nothing else": {"withdraw=1&helpful=maybe&comment=x", yes, feedback.Change{Withdraw: true}},
		"a step turns yes into no":    {"step=step-1", yes, feedback.Change{Verdict: &feedback.Verdict{}, Details: feedback.Details{Step: pointer("step-1")}}},
		"a step keeps the stars":      {"step=step-1", twoStars, feedback.Change{Verdict: &feedback.Verdict{Rating: 2}, Details: feedback.Details{Step: pointer("step-1")}}},
		"reason without a verdict":    {"reason=other", twoStars, feedback.Change{Details: feedback.Details{Reason: pointer(feedback.OtherReason)}}},
		"a reason alone turns a yes":  {"reason=other&model=", yes, feedback.Change{Verdict: &feedback.Verdict{}, Details: feedback.Details{Reason: pointer(feedback.OtherReason), Model: pointer("")}}},
		"a comment beside a reason":   {"reason=other&comment=x", yes, feedback.Change{Details: feedback.Details{Comment: pointer("x")}}},
		"yes leaves the reason out":   {"helpful=yes&reason=other&step=step-9", twoStars, feedback.Change{Verdict: pointer(feedback.Answer(true))}},
		"given again":                 {"helpful=no&comment=x", gone, feedback.Change{Verdict: &feedback.Verdict{}, Details: feedback.Details{Comment: pointer("x")}}},
		"an old comment is cleared":   {"comment=+", twoStars, feedback.Change{Details: feedback.Details{Comment: pointer("")}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := feedback.ParseChange(form(t, test.query), test.current, steps)
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, test.want)
			}
		})
	}
}

func TestParseChangeSaysWhatIsWrong(t *testing.T) {
	tests := map[string]struct {
		query   string
		current feedback.Feedback
		field   string
		code    feedback.Code
	}{
		"nothing":            {"", twoStars, "comment", feedback.NothingSaid},
		"all blank":          {"comment=%0D%0A+&model=&reason=", yes, "comment", feedback.NothingSaid},
		"nothing to be seen": {"comment=" + unseen, yes, "comment", feedback.NothingSaid},
		"blank, none there":  {"model=", twoStars, "comment", feedback.NothingSaid},
		"no such step":       {"step=step-4", yes, "step", feedback.NoSuchStep},
		"taken back":         {"comment=x", gone, "helpful", feedback.TakenBack},
		"odd verdict":        {"helpful=2", yes, "helpful", feedback.NoVerdict},
		"odd withdrawal":     {"withdraw=0", yes, "withdraw", feedback.DamagedWithdrawal},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := feedback.ParseChange(form(t, test.query), test.current, steps)
			wantProblem(t, err, test.field, test.code)
		})
	}
}

func TestBlank(t *testing.T) {
	for _, blank := range []feedback.Change{{}, {Details: feedback.Details{Comment: pointer(""), Reason: pointer(feedback.Reason(""))}}} {
		if !blank.Blank() {
			t.Errorf("%+v is not blank", blank)
		}
	}
	for _, full := range []feedback.Change{{Withdraw: true}, {Verdict: &feedback.Verdict{}}, {Details: feedback.Details{Model: pointer("x")}}} {
		if full.Blank() {
			t.Errorf("%+v is blank", full)
		}
	}
}
