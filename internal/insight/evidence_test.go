package insight_test

import (
	"reflect"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

func report(revision string, day, yes, no int, models ...insight.Model) insight.Report {
	r := insight.Report{Revision: revision, Since: time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC), Models: models}
	r.Verdicts.Add(feedback.Answer(true), yes)
	r.Verdicts.Add(feedback.Answer(false), no)
	return r
}

func TestWeighChoosesTheRevision(t *testing.T) {
	for name, c := range map[string]struct {
		reports []insight.Report
		enough  int
		helpful int
		answers int
		older   int // day
		ok      bool
	}{
		"none":                        {nil, 5, 0, 0, 0, false},
		"too few":                     {[]insight.Report{report("now", 2, 3, 1)}, 5, 0, 0, 0, false},
		"enough":                      {[]insight.Report{report("now", 2, 41, 5)}, 5, 41, 46, 0, true},
		"never below three":           {[]insight.Report{report("now", 2, 2, 0)}, 1, 0, 0, 0, false},
		"three may do":                {[]insight.Report{report("now", 2, 2, 1)}, 3, 2, 3, 0, true},
		"an older one stands in":      {[]insight.Report{report("old", 1, 8, 2), report("now", 3, 1, 0)}, 5, 8, 10, 1, true},
		"the newest older one":        {[]insight.Report{report("older", 1, 9, 0), report("old", 2, 5, 1), report("now", 3, 0, 1)}, 5, 5, 6, 2, true},
		"the current one when it can": {[]insight.Report{report("now", 1, 5, 0), report("old", 2, 50, 1)}, 5, 5, 5, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			e, ok := insight.Weigh(c.reports, "now", c.enough, insight.ModelsOf(&article.Library{}))
			if ok != c.ok || e.Helpful != c.helpful || e.Answers != c.answers {
				t.Errorf("got %+v, %v", e, ok)
			}
			if day := e.Older.Day(); c.older > 0 && day != c.older || c.older == 0 && !e.Older.IsZero() {
				t.Errorf("it is about %v", e.Older)
			}
		})
	}
}

// patterns are models as articles name them.
func patterns(t *testing.T, texts ...string) (list []article.Pattern) {
	t.Helper()
	for _, text := range texts {
		p, err := article.ParsePattern(text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func TestFindModels(t *testing.T) {
	t.Parallel()
	lorex, other := &article.Brand{Slug: "lorex"}, &article.Brand{Slug: "other"}
	about := &article.Article{Brand: lorex, Models: patterns(t, "DNR-4*", "N841*", "N841A81")}
	lib := &article.Library{Articles: []*article.Article{about, {Brand: other, Models: patterns(t, "N861B", "N84-2A", "HELP*")}, {Brand: lorex, Models: patterns(t, "D24?")}}}
	known := insight.ModelsOf(lib).Of(about)
	for typed, want := range map[string]string{
		"n841-a81": "N841A81", "N841 B": "N841*", "dnr 412": "DNR-4*", "n861b": "N861B", "d241": "D24?", "d2411": "", "N842A": "N84-2A",
		"HELP LINE 1-800-555-0199": "", "N861C": "", "": "", "*": "", "buy at shop.example/1": "",
	} {
		if got, ok := known.Find(typed); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", typed, got, ok, want)
		}
	}
}

func TestWeighGathersModels(t *testing.T) {
	t.Parallel()
	known := insight.ModelsOf(&article.Library{Articles: []*article.Article{{Models: patterns(t, "N841A81", "N861", "N842", "N852")}}})
	now := report("now", 1, 9, 1,
		insight.Model{Name: "N841A81", Worked: 6}, insight.Model{Name: "n841-a81", Worked: 3, Failed: 1},
		insight.Model{Name: "n861", Failed: 2, Worked: 1}, insight.Model{Name: "N842", Worked: 1}, insight.Model{Name: "n852", Worked: 8},
		insight.Model{Name: "HELP LINE 1-800-555-0199", Worked: 50}, insight.Model{Name: "no digits", Worked: 9},
	)
	now.Hidden = []string{"N852"}
	e, _ := insight.Weigh([]insight.Report{now}, "now", 5, known)
	want := insight.Evidence{Helpful: 9, Answers: 10,
		Worked: []insight.Model{{Name: "N841A81", Worked: 9, Failed: 1}},
		Failed: []insight.Model{{Name: "N861", Worked: 1, Failed: 2}}}
	if !reflect.DeepEqual(e, want) {
		t.Errorf("got %+v, want %+v", e, want)
	}
}
