package view

import (
	"os"
	"slices"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/language"
	"pinhole/web/page"
)

func TestAnswerOf(t *testing.T) {
	stars := func(n int) feedback.Verdict { v, _ := feedback.Rate(n); return v }
	for _, test := range []struct {
		verdict feedback.Verdict
		step    string
		want    page.Answer
	}{
		{feedback.Answer(true), "", page.Good}, {feedback.Answer(false), "", page.Bad}, {feedback.Answer(false), "step-2", page.BadStep},
		{stars(5), "", page.Good}, {stars(4), "", page.Good}, {stars(3), "", page.Partly}, {stars(2), "", page.Bad}, {stars(2), "step-2", page.BadStep},
	} {
		if got := answerOf(test.verdict, test.step); got != test.want {
			t.Errorf("%+v with step %q is %q, want %q", test.verdict, test.step, got, test.want)
		}
	}
}

// TestNext returns what to try in the order from the least to the most trouble.
func TestNext(t *testing.T) {
	lib, problems := article.Load(os.DirFS("../testdata/content"), article.Options{Today: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Pages: []string{"/find", "/symptoms"}})
	if lib == nil {
		t.Fatal(problems)
	}
	a, ok := lib.ArticleByID("acme-everything")
	if !ok {
		t.Fatal("the article is missing")
	}
	l := language.Embedded().Source()
	always := []string{"If it does not work /acme/everything#if-it-does-not-work", "Call Acme: tel:+18005550100"}
	for step, first := range map[string][]string{
		"":                    nil,
		"with-the-app-step-1": {"Another way: By hand /acme/everything#by-hand-step-1"},
		"עם-האפליקציה-step-1": nil, // the last way
	} {
		var got []string
		for _, n := range next(l, lib, a, "/acme/everything", step) {
			got = append(got, n.Title+" "+n.URL)
		}
		if want := slices.Concat(first, always); !slices.Equal(got, want) {
			t.Errorf("after step %q\n%q, want\n%q", step, got, want)
		}
	}
}
