package desk_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pinhole/internal/desk"
)

func TestGather(t *testing.T) {
	comments := []string{
		"The reset button is not where the picture shows it.",       // 0
		"Step 3 does not work on my recorder, it only beeps.",       // 1
		"the reset button is NOT where the picture shows it!!",      // 2
		"Reset button isn't where the picture shows it",             // 3
		"step 3 doesn't work on my recorder. It just beeps twice",   // 4
		"Which button? There are two.",                              // 5
		"",                                                          // 6
		"!!!",                                                       // 7
		"Step 3 works on my recorder, but step 5 asks for the app.", // 8
		"¡El botón no está donde lo muestra la foto!",               // 9
		"el boton no esta donde lo muestra la foto",                 // 10
	}
	want := [][]int{{0, 2, 3}, {1, 4}, {5}, {6, 7}, {8}, {9, 10}}
	if got := desk.Gather(comments); !reflect.DeepEqual(got, want) {
		t.Errorf("gathered %v, want %v", got, want)
	}
}

func TestSimilarity(t *testing.T) {
	if s := desk.Similarity("same words", "Same  words."); s != 1 {
		t.Errorf("case and punctuation count: %f", s)
	}
	if s := desk.Similarity("abc", "xyz"); s != 0 {
		t.Errorf("nothing in common is %f", s)
	}
	// " ab ", " ab", "ab " against " ac ", " ac": the published definition by hand: trigrams of "word" and "words" as pg_trgm counts
	// them are 5 and 6 with two leading spaces; with one they are 4 and 5, of which 3 are shared.
	if s := desk.Similarity("word", "words"); s != 0.5 {
		t.Errorf("word and words resemble by %f, want 3 of 6", s)
	}
}

func TestGatheringIsBounded(t *testing.T) {
	var many []string
	for i := range 3000 {
		many = append(many, fmt.Sprintf("%d %s", i, strings.Repeat(fmt.Sprint(i*7919), 200)))
	}
	places := 0
	for _, group := range desk.Gather(many) {
		places += len(group)
	}
	if places != len(many) {
		t.Errorf("%d comments are in groups, want %d", places, len(many))
	}
}

func BenchmarkGather(b *testing.B) {
	var many []string
	for i := range 500 {
		many = append(many, fmt.Sprintf("The reader number %d says that step %d of this page does not do what the picture of model %d shows", i, i%9, i*31))
	}
	for b.Loop() {
		desk.Gather(many)
	}
}
