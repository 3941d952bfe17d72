package insight

import "math"

// z is the quantile of the normal distribution for intervals of 95 %.
const z = 1.959963984540054

// Interval is where a value likely lies, both ends included.
type Interval struct{ Low, High float64 }

// Holds reports whether a value lies in the interval.
func (i Interval) Holds(x float64) bool { return i.Low <= x && x <= i.High }

// Share is so many out of so many.
type Share struct{ Part, Whole int }

// Value is the share as a number from 0 to 1; 0 of 0 is 0.
func (s Share) Value() float64 {
	if s.Whole == 0 {
		return 0
	}
	return float64(s.Part) / float64(s.Whole)
}

// Percent is the share in whole percent.
func (s Share) Percent() int { return int(math.Round(100 * s.Value())) }

// Interval is the 95 % interval of E. B. Wilson for a share: the score interval without continuity
// correction, from "Probable inference, the law of succession, and statistical inference", Journal
// of the American Statistical Association 22 (1927), 209-212. Unlike the well-known "plus or
// minus", it is right for small numbers and near 0 and 100 %. Of nothing, all is possible.
func (s Share) Interval() Interval {
	if s.Whole == 0 {
		return Interval{0, 1}
	}
	n, p := float64(s.Whole), s.Value()
	middle := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	i := Interval{max(0, (middle-spread)/scale), min(1, (middle+spread)/scale)}
	// The ends that are exact are made so, whatever the rounding.
	if s.Part == 0 {
		i.Low = 0
	}
	if s.Part == s.Whole {
		i.High = 1
	}
	return i
}

// Difference is how much greater the second of two shares is than the first.
type Difference struct {
	Before, After Share
	Value         float64 // After - Before, from -1 to 1
	Likely        Interval
}

// Compare returns the difference of two shares of different readers with its 95 % interval: the
// hybrid score interval, number 10 in R. G. Newcombe, "Interval estimation for the difference
// between independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998),
// 873-890.
func Compare(before, after Share) Difference {
	p1, p2 := after.Value(), before.Value()
	one, two := after.Interval(), before.Interval()
	d := p1 - p2
	return Difference{Before: before, After: after, Value: d, Likely: Interval{
		Low:  d - math.Hypot(p1-one.Low, two.High-p2),
		High: d + math.Hypot(one.High-p1, p2-two.Low),
	}}
}

// MinAnswersCompared is how many answers each side of a comparison needs before anything is said about it.
const MinAnswersCompared = 10

// Tendency is what a difference lets us say.
type Tendency string

// The tendencies. Each says no more than the numbers do.
const (
	// TooFew: fewer than [MinAnswersCompared] answers on one side.
	TooFew Tendency = "too-few"
	// Unclear: the interval holds 0, so it may have gone either way, or nowhere.
	Unclear Tendency = "unclear"
	Better  Tendency = "better"
	Worse   Tendency = "worse"
)

// Tendency says what the difference of two shares of helpful answers shows.
func (d Difference) Tendency() Tendency {
	switch {
	case min(d.Before.Whole, d.After.Whole) < MinAnswersCompared:
		return TooFew
	case d.Likely.Holds(0):
		return Unclear
	case d.Value > 0:
		return Better
	}
	return Worse
}

// Points is the difference in whole percentage points: of the whole percents, beside which it is
// read.
func (d Difference) Points() int { return d.After.Percent() - d.Before.Percent() }

// LikelyPoints are the ends of the interval in whole percentage points.
func (d Difference) LikelyPoints() (low, high int) {
	return points(d.Likely.Low), points(d.Likely.High)
}

func points(x float64) int { return int(math.Round(100 * x)) }
