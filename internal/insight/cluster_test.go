package insight_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pinhole/internal/feedback"
	"pinhole/internal/insight"
)

func said(texts ...string) (comments []feedback.Feedback) {
	for _, text := range texts {
		comments = append(comments, feedback.Feedback{Comment: text})
	}
	return comments
}

func TestCluster(t *testing.T) {
	t.Parallel()
	comments := said(
		"The reset button is not where the picture shows it.",       // 0
		"Step 3 does not work on my recorder, it only beeps.",       // 1
		"the reset button is NOT where the picture shows it!!",      // 2
		"Reset button isn't where the picture shows it",             // 3
		"step 3 doesn't work on my recorder. It just beeps",         // 4
		"Which button? There are two.",                              // 5
		"",                                                          // 6
		"!!!",                                                       // 7
		"Step 3 works on my recorder, but step 5 asks for the app.", // 8
		"¡El botón no está donde lo muestra la foto!",               // 9
		"el boton no esta donde lo muestra la foto",                 // 10
		"step 3 doesn't work on my recorder. It just beeps twice",   // 11
		"Can't log in",                                              // 12
		"can't log in!!!",                                           // 13
		"I can’t log in",                                            // 14
	)
	want := [][]int{{0, 2, 3}, {1, 4}, {5}, {6, 7}, {8}, {9, 10}, {11}, {12, 13, 14}}
	if got := insight.Cluster(comments); !reflect.DeepEqual(got, want) {
		t.Errorf("clusters %v, want %v", got, want)
	}
}

// One word can be the message.
func TestOppositesAreNeverInOneCluster(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"it did work", "it did not work"},
		{"step 3 failed", "step 5 failed"},
		{"red light stays on", "green light stays on"},
		{"RLC-410: no reset hole", "RLC-811A: no reset hole"},
		{"hold 5 seconds is too short", "hold 15 seconds is too short"},
		{"hold five seconds is too short", "hold fifteen seconds is too short"},
		{"I can log in with the new password", "I can't log in with the new password"},
		{"The light is on after the reset", "The light is off after the reset"},
		{"The app works but the button does not work", "The app does not work but the button works"},
		{"It beeps once after the reset", "It beeps twice after the reset"},
		{"Hold it before you plug the camera in", "Hold it after you plug the camera in"},
		{"The left button of the two is the reset", "The right button of the two is the reset"},
		{"With the password it worked as the page says", "Without the password it worked as the page says"},
		{"funcionó con mi cámara", "no funcionó con mi cámara"},
		{"la luz roja sigue encendida", "la luz verde sigue encendida"},
		{"hay que esperar cinco segundos", "hay que esperar quince segundos"},
		{"el tercer paso no funciona", "el quinto paso no funciona"},
		{"nunca parpadea la luz de la cámara", "siempre parpadea la luz de la cámara"},
		{"funciona con la contraseña del grabador", "funciona sin la contraseña del grabador"},
		{"Taste 3 blinkt beim Zurücksetzen", "Taste 4 blinkt beim Zurücksetzen"},
		{strings.Repeat("The recorder beeps and then the picture is gone. ", 20) + "It was the red light.", strings.Repeat("The recorder beeps and then the picture is gone. ", 20) + "It was the blue light."},
	} {
		if got := insight.Cluster(said(pair[0], pair[1])); len(got) != 2 {
			t.Errorf("%q and %q are one row", pair[0], pair[1])
		}
	}
	same := feedback.Feedback{Comment: "There is no reset hole", Model: "RLC-410", Step: "step-3"}
	alike, verdict, step, model := same, same, same, same
	alike.Model, verdict.Verdict, step.Step, model.Model = "rlc 410", feedback.Answer(true), "step-5", "RLC-811A"
	if got := insight.Cluster([]feedback.Feedback{same, verdict, alike, step, model}); !reflect.DeepEqual(got, [][]int{{0, 2}, {1}, {3}, {4}}) {
		t.Errorf("clusters %v: verdict, step and model keep comments apart", got)
	}
	if insight.Similarity(same, alike) < insight.SimilarityThreshold || insight.Similarity(same, step) != 0 {
		t.Errorf("similarity %f and %f", insight.Similarity(same, alike), insight.Similarity(same, step))
	}
}

func TestSimilarity(t *testing.T) {
	t.Parallel()
	of := func(a, b string) float64 { return insight.Similarity(said(a)[0], said(b)[0]) }
	if s := of("same wörds", "Same  words."); s != 1 {
		t.Errorf("case, accents and punctuation count: %f", s)
	}
	if s := of("abc", "xyz"); s != 0 {
		t.Errorf("nothing in common is %f", s)
	}
	// The published definition by hand: trigrams of "word" and "words" as pg_trgm counts them are 5
	// and 6 with two leading spaces; with one they are 4 and 5, of which 3 are shared.
	if s := of("word", "words"); s != 0.5 {
		t.Errorf("word and words resemble by %f, want 3 of 6", s)
	}
}

func TestClusteringIsBounded(t *testing.T) {
	t.Parallel()
	var many []string
	for i := range 3000 {
		many = append(many, fmt.Sprintf("%d %s", i, strings.Repeat(fmt.Sprint(i*7919), 200)))
	}
	places := 0
	for _, group := range insight.Cluster(said(many...)) {
		places += len(group)
	}
	if places != len(many) {
		t.Errorf("%d comments are in groups, want %d", places, len(many))
	}
}

func BenchmarkCluster(b *testing.B) {
	var many []string
	for i := range 500 {
		many = append(many, fmt.Sprintf("The reader number %d says that step %d of this page does not do what the picture of model %d shows", i, i%9, i*31))
	}
	comments := said(many...)
	for b.Loop() {
		insight.Cluster(comments)
	}
}
