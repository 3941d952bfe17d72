package feedback_test

import (
	"errors"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"pinhole/internal/feedback"
)

var now = time.Date(2026, 11, 20, 12, 0, 0, 123_456_789, time.UTC)

// steps knows one revision with three steps; "" is that one.
func steps(_, revision string) ([]string, bool) {
	if revision == "" || revision == "0123456789ab" {
		return []string{"step-1", "step-2", "step-3"}, true
	}
	return nil, false
}

func form(t *testing.T, query string) url.Values {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

func pointer[T any](v T) *T { return &v }

func TestParseSubmission(t *testing.T) {
	browser, _ := feedback.BrowserFromKey(key)
	millisecond := now.Truncate(time.Millisecond)
	tests := map[string]struct {
		query string
		want  feedback.Submission
	}{
		"yes":                      {"helpful=yes", feedback.Submission{Verdict: feedback.Answer(true)}},
		"no":                       {"helpful=no", feedback.Submission{}},
		"stars":                    {"rating=4", feedback.Submission{Verdict: feedback.Verdict{Helpful: true, Rating: 4}}},
		"both agree":               {"helpful=no&rating=2", feedback.Submission{Verdict: feedback.Verdict{Rating: 2}}},
		"the first of several":     {"helpful=yes&helpful=no", feedback.Submission{Verdict: feedback.Answer(true)}},
		"unknown fields":           {"helpful=no&colour=red", feedback.Submission{}},
		"revision":                 {"helpful=no&revision=0123456789ab", feedback.Submission{Revision: "0123456789ab"}},
		"taken back":               {"helpful=no&withdraw=1", feedback.Submission{Withdraw: true}},
		"a step means no":          {"step=step-2", feedback.Submission{Details: feedback.Details{Step: pointer("step-2")}}},
		"a step of an old one":     {"step=con-la-aplicación-step-9&revision=ffffffffffff", feedback.Submission{Revision: "ffffffffffff", Details: feedback.Details{Step: pointer("con-la-aplicación-step-9")}}},
		"reason":                   {"helpful=no&reason=did-not-work", feedback.Submission{Details: feedback.Details{Reason: pointer(feedback.DidNotWork)}}},
		"no reason beside yes":     {"helpful=yes&reason=did-not-work&step=step-9", feedback.Submission{Verdict: feedback.Answer(true)}},
		"outcome":                  {"helpful=yes&outcome=not-tried", feedback.Submission{Verdict: feedback.Answer(true), Details: feedback.Details{Outcome: pointer(feedback.NotTried)}}},
		"one line":                 {"helpful=no&model=+N841%0D%0A+A81%00+&firmware=%09", feedback.Submission{Details: feedback.Details{Model: pointer("N841 A81")}}},
		"line breaks":              {"helpful=no&comment=a%0D%0Ab%0Dc%0A%09d%00%1Be", feedback.Submission{Details: feedback.Details{Comment: pointer("a\nb\nc\n\tde")}}},
		"broken UTF-8":             {"helpful=no&comment=a%FFb", feedback.Submission{Details: feedback.Details{Comment: pointer("a\uFFFDb")}}},
		"blank details":            {"helpful=no&comment=+%0D%0A&model=&reason=&step=+&outcome=", feedback.Submission{}},
		"nothing that can be seen": {"helpful=no&model=" + unseen + "&firmware=" + unseen + "&comment=" + unseen, feedback.Submission{}},
		"joined and marked":        {"helpful=no&comment=" + url.QueryEscape("👩‍🔧 nǫ́"), feedback.Submission{Details: feedback.Details{Comment: pointer("👩‍🔧 nǫ́")}}},
		"the branch of questions":  {"helpful=no&path=+no-login.locked%00", feedback.Submission{Details: feedback.Details{Path: pointer("no-login.locked")}}},
		"a blank branch":           {"helpful=no&path=+", feedback.Submission{}},
		"key":                      {"helpful=no&browser-key=" + key, feedback.Submission{Browser: &browser}},
		"given":                    {"helpful=no&given_at=1763600000000&browser-key=" + key, feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given lately":             {"helpful=no&browser-key=" + key + "&given_at=" + ms(-time.Hour), feedback.Submission{Browser: &browser, GivenAt: millisecond.Add(-time.Hour)}},
		"given just in time":       {"helpful=no&browser-key=" + key + "&given_at=" + ms(-30*24*time.Hour+time.Second), feedback.Submission{Browser: &browser, GivenAt: millisecond.Add(-30*24*time.Hour + time.Second)}},
		"given too long ago":       {"helpful=no&browser-key=" + key + "&given_at=" + ms(-30*24*time.Hour-time.Second), feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given in the future":      {"helpful=no&browser-key=" + key + "&given_at=" + ms(time.Minute), feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given at a wild time":     {"helpful=no&given_at=-9223372036854775808&browser-key=" + key, feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given at no number":       {"helpful=no&given_at=yesterday&browser-key=" + key, feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given by a slow clock":    {"helpful=no&browser-key=" + key + "&given_at=" + ms(-3*time.Hour) + "&sent_at=" + ms(-2*time.Hour), feedback.Submission{Browser: &browser, GivenAt: millisecond.Add(-time.Hour)}},
		"given by a fast clock":    {"helpful=no&browser-key=" + key + "&given_at=" + ms(time.Hour) + "&sent_at=" + ms(2*time.Hour), feedback.Submission{Browser: &browser, GivenAt: millisecond.Add(-time.Hour)}},
		"a while under way":        {"helpful=no&browser-key=" + key + "&given_at=" + ms(-time.Hour) + "&sent_at=" + ms(-time.Minute), feedback.Submission{Browser: &browser, GivenAt: millisecond.Add(-time.Hour)}},
		"sent at a wild time":      {"helpful=no&browser-key=" + key + "&given_at=" + ms(-time.Hour) + "&sent_at=9223372036854775807", feedback.Submission{Browser: &browser, GivenAt: millisecond}},
		"given without a key":      {"helpful=no&given_at=" + ms(-time.Hour), feedback.Submission{}},
		"as long as may be":        {"helpful=no&comment=" + strings.Repeat("%C3%A9%0D%0A", 2000), feedback.Submission{Details: feedback.Details{Comment: pointer(strings.Repeat("é\n", 2000))}}},
		"the longest step unknown": {"revision=ffffffffffff&step=" + strings.Repeat("a", 80), feedback.Submission{Revision: "ffffffffffff", Details: feedback.Details{Step: pointer(strings.Repeat("a", 80))}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.want.Article = "lorex-reset"
			got, err := feedback.ParseSubmission(form(t, "article=lorex-reset&"+test.query), now, steps)
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, test.want)
			}
		})
	}
}

// unseen has a character of each kind that shows nothing: zero width, byte order mark, soft hyphen,
// direction marks and isolates, the blank Braille pattern, Hangul fillers, a variation selector and
// a tag.
var unseen = url.QueryEscape(" \u200B\uFEFF\u00AD\u200F\u2066\u2800\u3164\uFFA0\uFE0F\U000E0041\u2003\r\n")

func ms(ago time.Duration) string { return strconv.FormatInt(now.Add(ago).UnixMilli(), 10) }

func TestParseSubmissionSaysWhatIsWrong(t *testing.T) {
	tests := map[string]struct {
		query, field string
		code         feedback.Code
	}{
		"no article":        {"helpful=yes", "article", feedback.NoArticle},
		"odd article":       {"article=../x&helpful=yes", "article", feedback.NoArticle},
		"long article":      {"article=" + strings.Repeat("a", 81) + "&helpful=yes", "article", feedback.NoArticle},
		"odd revision":      {"article=a&helpful=yes&revision=0123", "revision", feedback.Damaged},
		"no verdict":        {"article=a&comment=x", "helpful", feedback.NoVerdict},
		"a blank step":      {"article=a&step=+", "helpful", feedback.NoVerdict},
		"odd verdict":       {"article=a&helpful=maybe", "helpful", feedback.NoVerdict},
		"six stars":         {"article=a&rating=6", "rating", feedback.NoStars},
		"odd stars":         {"article=a&rating=%2B4", "rating", feedback.NoStars},
		"contradiction":     {"article=a&helpful=yes&rating=3", "rating", feedback.Contradiction},
		"odd key":           {"article=a&helpful=yes&browser-key=1", "browser-key", feedback.Damaged},
		"odd withdrawal":    {"article=a&helpful=yes&withdraw=yes", "withdraw", feedback.DamagedWithdrawal},
		"no such step":      {"article=a&helpful=no&step=step-4", "step", feedback.NoSuchStep},
		"an odd step":       {"article=a&revision=ffffffffffff&step=step%2F4", "step", feedback.NoSuchStep},
		"a long step":       {"article=a&revision=ffffffffffff&step=" + strings.Repeat("a", 81), "step", feedback.NoSuchStep},
		"odd reason":        {"article=a&helpful=no&reason=bored", "reason", feedback.NoSuchReason},
		"odd outcome":       {"article=a&helpful=no&outcome=bored", "outcome", feedback.NoSuchOutcome},
		"long comment":      {"article=a&helpful=no&comment=" + strings.Repeat("x", 5210), "comment", feedback.TooLong},
		"long model":        {"article=a&helpful=no&model=" + strings.Repeat("x", 101), "model", feedback.TooLong},
		"long firmware":     {"article=a&helpful=no&firmware=" + strings.Repeat("x", 101), "firmware", feedback.TooLong},
		"beside the others": {"article=a&helpful=no&reason=bored&firmware=" + strings.Repeat("x", 101), "reason", feedback.NoSuchReason},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := feedback.ParseSubmission(form(t, test.query), now, steps)
			wantProblem(t, err, test.field, test.code)
		})
	}
}

func wantProblem(t *testing.T, err error, field string, code feedback.Code) {
	t.Helper()
	problems, ok := errors.AsType[feedback.Problems](err)
	if !ok {
		t.Fatalf("error %v holds no problems", err)
	}
	if got := problems.Of(field); got.Code != code {
		t.Errorf("problem of %s is %+v, want %q (all: %v)", field, got, code, err)
	}
	if problems.Of("colour") != (feedback.Problem{}) {
		t.Error("a field without a problem has a message")
	}
}

func TestTooLongSaysByHowMuch(t *testing.T) {
	_, err := feedback.ParseSubmission(form(t, "article=a&helpful=no&model="+strings.Repeat("%C3%A9", 130)), now, steps)
	problems, _ := errors.AsType[feedback.Problems](err)
	if want := (feedback.Problem{Field: "model", Code: feedback.TooLong, Count: 130, Limit: feedback.MaxModel}); problems.Of("model") != want {
		t.Errorf("got %+v, want %+v", problems.Of("model"), want)
	}
}

func TestEntryTakesTheSubmissionOver(t *testing.T) {
	s, err := feedback.ParseSubmission(form(t, "article=a&helpful=no&comment=x&withdraw=1"), now, steps)
	if err != nil {
		t.Fatal(err)
	}
	got := s.Entry(feedback.ID{1}, "0123456789ab", true, "es")
	want := feedback.Entry{ID: feedback.ID{1}, Article: "a", Revision: "0123456789ab",
		Withdraw: true, Details: feedback.Details{Comment: pointer("x")}, Language: "es"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}
