package feedback_test

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pinhole/internal/feedback"
)

func FuzzParseSubmission(f *testing.F) {
	for _, seed := range []string{
		"article=a&helpful=yes", "article=a&rating=5&comment=x%0D%0Ay", "article=a&step=step-1&revision=0123456789ab",
		"article=a&helpful=no&reason=other&model=N841&firmware=1&outcome=failed&comment=%FF%00",
		"article=a&helpful=no&browser-key=" + key + "&given_at=1763600000000",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Skip()
		}
		s, err := feedback.ParseSubmission(values, now, steps)
		if err != nil {
			wantCodes(t, err)
			return
		}
		wantClean(t, s.Details, s.Verdict.Helpful)
		if s.GivenAt.After(now) || !s.GivenAt.IsZero() && s.Browser == nil {
			t.Errorf("given at %v by %v", s.GivenAt, s.Browser)
		}
		again, err := feedback.ParseSubmission(values, now, steps)
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Errorf("%+v, the second time %+v, %v", s, again, err)
		}
	})
}

func FuzzParseChange(f *testing.F) {
	for _, seed := range []string{"helpful=no", "rating=1&comment=x", "withdraw=1", "step=step-3", "comment=", "model=%01"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, query string, helpful bool) {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Skip()
		}
		current := twoStars
		if helpful {
			current = yes
		}
		c, err := feedback.ParseChange(values, current, steps)
		if err != nil {
			wantCodes(t, err)
			return
		}
		verdict := current.Verdict
		if c.Verdict != nil {
			verdict = *c.Verdict
		}
		wantClean(t, c.Details, verdict.Helpful)
		if c.Withdraw && !reflect.DeepEqual(c, feedback.Change{Withdraw: true}) {
			t.Errorf("a withdrawal brings more: %+v", c)
		}
	})
}

func FuzzParseReceipt(f *testing.F) {
	f.Add("AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("AAAAAAAAAAAAAAAAAAAAAB")
	f.Add("AAAAAAAAAAAAAAAAAAAA\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		if r, err := feedback.ParseReceipt(text); err == nil && r.String() != text {
			t.Errorf("%q is read as %q", text, r)
		}
	})
}

func wantCodes(t *testing.T, err error) {
	t.Helper()
	problems, ok := err.(feedback.Problems)
	if !ok || len(problems) == 0 {
		t.Fatalf("the error is %T %v", err, err)
	}
	for _, p := range problems {
		if p.Field == "" || p.Code == "" || (p.Code == feedback.TooLong) != (p.Count > p.Limit) {
			t.Errorf("problem %+v", p)
		}
	}
}

// wantClean checks what must hold for every accepted form.
func wantClean(t *testing.T, d feedback.Details, helpful bool) {
	t.Helper()
	if helpful && (d.Reason != nil || d.Step != nil) {
		t.Errorf("reason %v and step %v beside helpful", d.Reason, d.Step)
	}
	if d.Reason != nil && *d.Reason != "" && !d.Reason.Known() || d.Outcome != nil && *d.Outcome != "" && !d.Outcome.Known() {
		t.Errorf("reason %v, outcome %v", d.Reason, d.Outcome)
	}
	wantText(t, d.Step, 80, "\n\t ")
	wantText(t, d.Model, feedback.MaxModel, "\n\t")
	wantText(t, d.Firmware, feedback.MaxFirmware, "\n\t")
	wantText(t, d.Comment, feedback.MaxComment, "")
}

func wantText(t *testing.T, text *string, limit int, banned string) {
	t.Helper()
	if text == nil {
		return
	}
	if !utf8.ValidString(*text) || utf8.RuneCountInString(*text) > limit || strings.ContainsAny(*text, "\x00\r\x1b\x7f"+banned) {
		t.Errorf("accepted %q", *text)
	}
	if *text != "" && strings.TrimSpace(*text) == "" {
		t.Errorf("accepted blanks: %q", *text)
	}
}
