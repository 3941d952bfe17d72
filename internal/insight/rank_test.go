package insight_test

import (
	"math"
	"reflect"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

func counted(helpful, answers int, keys ...string) feedback.Count {
	return feedback.Count{Keys: keys, Helpful: helpful, Answers: answers}
}

func TestFixFirst(t *testing.T) {
	list := insight.FixFirst([]feedback.Count{
		counted(0, 1, "one-no"), counted(0, 3, "three-nos"), counted(900, 1000, "many"), counted(40, 100, "bad"),
		counted(8, 20, "bad-but-rare"), counted(50, 50, "good"), counted(0, 1, "another-no"),
	})
	insight.Trends(list, []feedback.Count{counted(80, 100, "bad"), counted(1, 1, "many")})
	var order []string
	for _, f := range list {
		order = append(order, f.Article)
	}
	want := []string{"many", "bad", "bad-but-rare", "three-nos", "another-no", "one-no"}
	if !reflect.DeepEqual(order, want) {
		t.Errorf("the order is %v, want %v", order, want)
	}
	bad := list[1]
	if bad.Failed != (insight.Share{Part: 60, Whole: 100}) || math.Abs(bad.Weight-50.2) > 0.1 || bad.Trend.Tendency() != insight.Worse || bad.Trend.Points() != -40 {
		t.Errorf("bad: %+v", bad)
	}
	if got := list[0].Trend.Tendency(); got != insight.TooFew {
		t.Errorf("the trend of many is %s", got)
	}
	if weight := list[5].Weight; weight < 0.2 || weight > 0.21 {
		t.Errorf("one No weighs %f", weight)
	}
}

func TestExplain(t *testing.T) {
	list := []insight.Fix{{Article: "a"}, {Article: "b"}}
	insight.Explain(list,
		[]feedback.Count{counted(0, 3, "a", "did-not-work"), counted(0, 9, "a", ""), counted(0, 4, "a", "looks-different"), counted(0, 9, "c", "other")},
		[]feedback.Count{counted(0, 2, "a", "r1", "step-1"), counted(0, 5, "a", "r2", "step-1"), counted(0, 7, "a", "r1", "")},
		[]feedback.Count{counted(9, 10, "a", "M1"), counted(0, 2, "a", "M2"), counted(0, 3, "a", "M3"), counted(0, 1, "a", "M4"), counted(5, 5, "a", "M5")})
	want := insight.Fix{Article: "a", Reason: feedback.LooksDifferent, Reasons: insight.Share{Part: 4, Whole: 7},
		Step: insight.Step{Revision: "r2", Anchor: "step-1"}, Steps: insight.Share{Part: 5, Whole: 7}, Models: []string{"M3", "M2", "M1"}, ModelsAll: 4}
	if !reflect.DeepEqual(list, []insight.Fix{want, {Article: "b"}}) {
		t.Errorf("got %+v, want %+v", list, want)
	}
}

func TestEffects(t *testing.T) {
	line := insight.Effects([]insight.Report{report("third", 5, 78, 22), report("first", 1, 61, 39), report("slip", 3, 0, 0), report("fourth", 6, 3, 1)})
	type short struct {
		revision string
		first    bool
		points   int
		tendency insight.Tendency
	}
	var got []short
	for _, e := range line {
		got = append(got, short{e.Revision, e.First, e.Edit.Points(), e.Edit.Tendency()})
	}
	want := []short{{"first", true, 61, insight.TooFew}, {"slip", false, -61, insight.TooFew}, {"third", false, 17, insight.Better}, {"fourth", false, -3, insight.TooFew}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the time line is %+v, want %+v", got, want)
	}
	if e := line[2]; e.Helpful.Percent() != 78 || !e.Since.Equal(time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC)) || !e.Likely.Holds(0.78) {
		t.Errorf("the third: %+v", e)
	}
}

func TestStepChanged(t *testing.T) {
	then := article.StepsOf("en", []byte("## Steps\n\n1. Press it.\n2. Hold it.\n3. Wait.\n"))
	now := article.StepsOf("en", []byte("## Steps\n\n1. Open the lid.\n2. Press it.\n3. Hold it for long.\n4. Wait.\n"))
	for anchor, want := range map[string]bool{"step-1": false, "step-2": true, "step-3": false, "step-9": true} {
		if got := insight.StepChanged(then, now, anchor); got != want {
			t.Errorf("%s: %v", anchor, got)
		}
	}
}
