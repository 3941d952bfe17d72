package insight_test

import (
	"fmt"
	"math"
	"testing"

	"pinhole/internal/insight"
)

// From R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of
// seven methods", Statistics in Medicine 17 (1998), 857-872, table I, method 3 (score without
// continuity correction).
func TestWilsonAsPublished(t *testing.T) {
	for _, c := range []struct {
		part, whole int
		low, high   string
	}{
		{81, 263, "0.2553", "0.3662"}, {15, 148, "0.0624", "0.1605"}, {0, 20, "0.0000", "0.1611"}, {1, 29, "0.0061", "0.1718"},
	} {
		i := insight.Share{Part: c.part, Whole: c.whole}.Interval()
		if low, high := fmt.Sprintf("%.4f", i.Low), fmt.Sprintf("%.4f", i.High); low != c.low || high != c.high {
			t.Errorf("%d of %d: %s to %s, want %s to %s", c.part, c.whole, low, high, c.low, c.high)
		}
	}
}

// From R. G. Newcombe, "Interval estimation for the difference between independent proportions:
// comparison of eleven methods", Statistics in Medicine 17 (1998), 873-890, table II, method 10
// (score without continuity correction).
func TestNewcombeAsPublished(t *testing.T) {
	for _, c := range []struct {
		after, before insight.Share
		low, high     string
	}{
		{insight.Share{Part: 56, Whole: 70}, insight.Share{Part: 48, Whole: 80}, "0.0524", "0.3339"},
		{insight.Share{Part: 9, Whole: 10}, insight.Share{Part: 3, Whole: 10}, "0.1705", "0.8090"},
		{insight.Share{Part: 6, Whole: 7}, insight.Share{Part: 2, Whole: 7}, "0.0582", "0.8062"},
		{insight.Share{Part: 5, Whole: 56}, insight.Share{Part: 0, Whole: 29}, "-0.0381", "0.1926"},
		{insight.Share{Part: 0, Whole: 10}, insight.Share{Part: 0, Whole: 20}, "-0.1611", "0.2775"},
		{insight.Share{Part: 0, Whole: 10}, insight.Share{Part: 0, Whole: 10}, "-0.2775", "0.2775"},
		{insight.Share{Part: 10, Whole: 10}, insight.Share{Part: 0, Whole: 20}, "0.6791", "1.0000"},
		{insight.Share{Part: 10, Whole: 10}, insight.Share{Part: 0, Whole: 10}, "0.6075", "1.0000"},
	} {
		i := insight.Compare(c.before, c.after).Likely
		if low, high := fmt.Sprintf("%.4f", i.Low), fmt.Sprintf("%.4f", i.High); low != c.low || high != c.high {
			t.Errorf("%v after %v: %s to %s, want %s to %s", c.after, c.before, low, high, c.low, c.high)
		}
	}
}

func TestIntervalsHoldWhatTheyAreAbout(t *testing.T) {
	const limit = 24
	for n := range limit {
		for k := range n + 1 {
			s := insight.Share{Part: k, Whole: n}
			if i := s.Interval(); !i.Holds(s.Value()) || i.Low < 0 || i.High > 1 {
				t.Errorf("%v: %v", s, i)
			}
			for m := range limit {
				other := insight.Share{Part: m / 2, Whole: m}
				d, back := insight.Compare(s, other), insight.Compare(other, s)
				if !d.Likely.Holds(d.Value) || d.Likely.Low < -1-1e-9 || d.Likely.High > 1+1e-9 ||
					math.Abs(d.Likely.Low+back.Likely.High) > 1e-9 {
					t.Errorf("%v and %v: %v, and the other way %v", s, other, d, back)
				}
			}
		}
	}
}

func TestTendency(t *testing.T) {
	for _, c := range []struct {
		before, after insight.Share
		want          insight.Tendency
	}{
		{insight.Share{Part: 0, Whole: 9}, insight.Share{Part: 100, Whole: 100}, insight.TooFew},
		{insight.Share{Part: 100, Whole: 100}, insight.Share{}, insight.TooFew},
		{insight.Share{Part: 0, Whole: 10}, insight.Share{Part: 10, Whole: 10}, insight.Better},
		{insight.Share{Part: 10, Whole: 10}, insight.Share{Part: 0, Whole: 10}, insight.Worse},
		{insight.Share{Part: 50, Whole: 100}, insight.Share{Part: 52, Whole: 100}, insight.Unclear},
		{insight.Share{Part: 10, Whole: 10}, insight.Share{Part: 10, Whole: 10}, insight.Unclear},
	} {
		if got := insight.Compare(c.before, c.after).Tendency(); got != c.want {
			t.Errorf("%v, then %v: %s, want %s", c.before, c.after, got, c.want)
		}
	}
	d := insight.Compare(insight.Share{Part: 61, Whole: 100}, insight.Share{Part: 78, Whole: 100})
	low, high := d.LikelyPoints()
	if d.Before.Percent() != 61 || d.Points() != 17 || low != 4 || high != 29 {
		t.Errorf("the edit of 3 March: %d points, %d to %d", d.Points(), low, high)
	}
}

// Who reads "79 % → 79 %" must not read "+1 point" behind it.
func TestPointsAreThoseOfThePercentsBesideThem(t *testing.T) {
	d := insight.Compare(insight.Share{Part: 786, Whole: 1000}, insight.Share{Part: 794, Whole: 1000})
	if before, after := d.Before.Percent(), d.After.Percent(); before != 79 || after != 79 || d.Points() != 0 {
		t.Errorf("%d %% → %d %%: %d points", before, after, d.Points())
	}
}
