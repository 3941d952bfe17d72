package demo_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pinhole/content"
	"pinhole/internal/article"
	"pinhole/internal/demo"
	"pinhole/internal/feedback"
)

var end = time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)

func shipped(t *testing.T) *article.Library {
	t.Helper()
	lib, problems := article.Load(content.FS, article.Options{Now: func() time.Time { return end }, Pages: []string{"/find"}})
	if lib == nil {
		t.Fatal(problems)
	}
	return lib
}

func TestThePlanIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	one, two := demo.Make(lib, end, []string{"demo"}), demo.Make(lib, end, []string{"demo"})
	if !reflect.DeepEqual(one, two) {
		t.Error("two plans for the same day differ")
	}
}

func TestThePlanIsBelievable(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	p := demo.Make(lib, end, []string{"demo", "robin"})
	begin := end.AddDate(0, 0, -demo.Days)
	served := map[string]demo.Revision{}
	edits := 0
	for _, r := range p.Revisions {
		served[r.Article.ID+" "+r.Revision] = r
		if r.Since.After(begin) {
			edits++
		}
	}
	if edits < 8 {
		t.Errorf("%d edits in half a year", edits)
	}
	known := map[string][]string{}
	anchors := func(r demo.Revision, language string) []string {
		if _, ok := known[r.Revision]; !ok {
			known[r.Revision] = article.Anchors(article.StepsOf(language, r.Markdown))
		}
		return known[r.Revision]
	}
	ids := map[feedback.ID]bool{}
	helpful, comments := 0, 0
	for i, f := range p.Feedback {
		r, known := served[f.Article+" "+f.Revision]
		switch {
		case !known || f.At.Before(r.Since):
			t.Fatalf("%+v was given before its revision was there", f)
		case f.At.Before(begin) || f.At.After(end) || i > 0 && f.At.Before(p.Feedback[i-1].At):
			t.Fatalf("%+v was given at an odd time", f)
		case f.Step != nil && !slices.Contains(anchors(r, f.Language), *f.Step):
			t.Fatalf("%+v names a step that its revision does not have", f)
		case ids[f.ID]:
			t.Fatalf("%v was given twice", f.ID)
		}
		ids[f.ID] = true
		if f.Verdict.Helpful {
			helpful++
		}
		if f.Comment != nil {
			comments++
		}
	}
	if n := len(p.Feedback); n < 10_000 || n > 25_000 || helpful*10 < n*6 || helpful*10 > n*9 || comments < 300 {
		t.Errorf("%d answers, %d helpful, %d comments", n, helpful, comments)
	}
	judged := 0
	for _, j := range p.Judged {
		if !ids[j.ID] || j.At.After(end) || j.Status == nil || *j.Status == feedback.Withdrawn || j.Reply != nil && len(*j.Reply) > feedback.MaxReply {
			t.Errorf("%+v cannot be what an editor said", j)
		}
		judged++
	}
	if judged < comments/3 || judged > comments*19/20 {
		t.Errorf("%d of %d comments are judged", judged, comments)
	}
	missed := map[string]int{}
	for _, s := range p.Searches {
		if s.Results == 0 {
			missed[s.Query] += s.Times
		}
	}
	if len(missed) < 10 {
		t.Errorf("searches in vain: %v", missed)
	}
}
