package feedback_test

import (
	"testing"

	"pinhole/internal/feedback"
)

func TestRate(t *testing.T) {
	for stars, want := range map[int]bool{1: false, 2: false, 3: false, 4: true, 5: true} {
		v, ok := feedback.Rate(stars)
		if !ok || v.Helpful != want || v.Rating != stars || v.Scale() != feedback.Stars {
			t.Errorf("Rate(%d) = %+v, %v", stars, v, ok)
		}
	}
	for _, stars := range []int{-1, 0, 6} {
		if v, ok := feedback.Rate(stars); ok {
			t.Errorf("Rate(%d) = %+v is accepted", stars, v)
		}
	}
	if scale := feedback.Answer(false).Scale(); scale != feedback.YesNo {
		t.Errorf("an answer is on the scale %s", scale)
	}
}

func TestTallyKeepsScalesApart(t *testing.T) {
	var tally feedback.Tally
	tally.Add(feedback.Answer(true), 3)
	tally.Add(feedback.Answer(false), 2)
	for stars := 1; stars <= feedback.MaxRating; stars++ {
		v, _ := feedback.Rate(stars)
		tally.Add(v, stars)
	}
	if want := (feedback.Tally{Yes: 3, No: 2, Stars: [5]int{1, 2, 3, 4, 5}}); tally != want {
		t.Errorf("tally %+v, want %+v", tally, want)
	}
	if helpful, all := tally.Helpful(); helpful != 12 || all != 20 {
		t.Errorf("helpful to %d of %d, want 12 of 20", helpful, all)
	}
}
