package insight_test

import (
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

func edition(day int, failed []insight.FailedStep, texts ...string) insight.Edition {
	e := insight.Edition{Since: time.Date(2026, 11, day, 0, 0, 0, 0, time.UTC), Failed: failed}
	for i, text := range texts {
		e.Steps = append(e.Steps, article.Step{Anchor: "step-" + string(rune('1'+i)), Text: text})
	}
	return e
}

func TestRewritten(t *testing.T) {
	t.Parallel()
	failed := func(anchor string, readers int) []insight.FailedStep {
		return []insight.FailedStep{{Anchor: anchor, Readers: readers}}
	}
	for name, c := range map[string]struct {
		editions []insight.Edition
		want     insight.Rewriting
	}{
		"one edition":        {[]insight.Edition{edition(1, failed("step-1", 9), "a", "b")}, insight.Rewriting{}},
		"rewritten":          {[]insight.Edition{edition(1, failed("step-2", 9), "a", "b"), edition(2, nil, "a", "B")}, insight.Rewriting{Step: "step-2", Readers: 9}},
		"another step":       {[]insight.Edition{edition(1, failed("step-2", 9), "a", "b"), edition(2, nil, "A", "b")}, insight.Rewriting{}},
		"too few":            {[]insight.Edition{edition(1, failed("step-2", 2), "a", "b"), edition(2, nil, "a", "B")}, insight.Rewriting{}},
		"removed":            {[]insight.Edition{edition(1, failed("step-2", 9), "a", "b"), edition(2, nil, "a")}, insight.Rewriting{}},
		"moved":              {[]insight.Edition{edition(1, failed("step-2", 9), "a", "b"), edition(2, nil, "a", "c", "b")}, insight.Rewriting{}},
		"the same words":     {[]insight.Edition{edition(1, failed("step-2", 2), "a", "b"), edition(2, failed("step-2", 2), "A", "b"), edition(2, nil, "A", "B")}, insight.Rewriting{Step: "step-2", Readers: 4}},
		"removed afterwards": {[]insight.Edition{edition(1, failed("step-2", 9), "a", "b"), edition(2, nil, "a", "B"), edition(3, nil, "a")}, insight.Rewriting{}},
		"the latest": {[]insight.Edition{edition(1, failed("step-1", 9), "a", "b"), edition(2, failed("step-2", 4), "A", "b"), edition(3, nil, "A", "B")},
			insight.Rewriting{Step: "step-2", Readers: 4}},
		"the most readers": {[]insight.Edition{edition(1, []insight.FailedStep{{"step-1", 4}, {"step-2", 9}}, "a", "b"), edition(2, nil, "A", "B")},
			insight.Rewriting{Step: "step-2", Readers: 9}},
	} {
		got, ok := insight.Rewritten(c.editions, 3)
		if ok != (c.want.Step != "") || got.Step != c.want.Step || got.Readers != c.want.Readers {
			t.Errorf("%s: got %+v, %t", name, got, ok)
		}
		if last := c.editions[len(c.editions)-1]; ok && got.Day != last.Since {
			t.Errorf("%s: on %v", name, got.Day)
		}
	}
}

func TestWeighNamesTheStepThatFails(t *testing.T) {
	t.Parallel()
	r := report("now", 2, 1, 5)
	old := report("old", 1, 1, 9)
	old.Steps = []insight.FailedStep{{Anchor: "step-1", Readers: 9}}
	models := insight.ModelsOf(&article.Library{})
	for want, steps := range map[string][]insight.FailedStep{"": {{Anchor: "step-1", Readers: 1}}, "step-4": {{Anchor: "step-1", Readers: 2}, {Anchor: "step-4", Readers: 3}}} {
		r.Steps = steps
		r.Rewritten = insight.Rewriting{Step: "step-1", Readers: 9}
		e, ok := insight.Weigh([]insight.Report{old, r}, "now", 3, models)
		if !ok || e.Step != want || e.Rewritten.Readers != 9 {
			t.Errorf("got %+v, %t, want %q", e, ok, want)
		}
	}
	r.Verdicts = feedback.Tally{}
	if e, ok := insight.Weigh([]insight.Report{old, r}, "now", 3, models); !ok || e.Step != "" || e.Rewritten.Readers != 9 {
		t.Errorf("with an older revision's answers: %+v, %t", e, ok)
	}
}
