package insight_test

import (
	"fmt"
	"testing"
	"time"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

func TestTimeline(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	counts := []feedback.Count{{Keys: []string{"2026-02-27"}, Helpful: 1, Answers: 2}, {Keys: []string{"2026-03-01"}, Helpful: 3, Answers: 3}, {Keys: []string{"2026-03-02"}, Helpful: 0, Answers: 1}}
	for _, test := range []struct {
		from, to string
		days     int
		want     string
	}{
		{"2026-02-27", "2026-03-02", 1, "[02-27..02-27 1/2] [02-28..02-28 0/0] [03-01..03-01 3/3] [03-02..03-02 0/1]"},
		{"2026-02-27", "2026-03-02", 2, "[02-27..02-28 1/2] [03-01..03-02 3/4]"},
		{"2026-02-26", "2026-03-02", 2, "[02-26..02-26 0/0] [02-27..02-28 1/2] [03-01..03-02 3/4]"},
		{"2026-02-26", "2026-03-02", 7, "[02-26..03-02 4/6]"},
		{"2026-03-02", "2026-03-02", 7, "[03-02..03-02 0/1]"},
	} {
		got := ""
		for _, s := range insight.Timeline(counts, day(test.from), day(test.to), test.days) {
			got += fmt.Sprintf(" [%s..%s %d/%d]", s.From.Format("01-02"), s.To.Format("01-02"), s.Helpful.Part, s.Helpful.Whole)
		}
		if got != " "+test.want {
			t.Errorf("%s to %s by %d:%s, want %s", test.from, test.to, test.days, got, test.want)
		}
	}
}
