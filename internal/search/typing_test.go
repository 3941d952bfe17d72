package search_test

import (
	"testing"

	"pinhole/internal/search"
)

// Brands are known by names that were typed wrong, and words that merely look like a name are left
// alone.
func TestTypingErrorsInBrands(t *testing.T) {
	t.Parallel()
	i := index(t)
	for text, want := range map[string]string{
		"hikvsion nvr": "hikvision", "wyse cam": "wyze", "eufi cam": "eufy", "nightowll dvr": "night-owl", "night owll dvr": "night-owl", "swich bot camera": "switchbot",
		"la veiw nvr": "laview", "digital watchdg dvr": "digital-watchdog", "ubiquti camera": "unifi-protect",
		"my doorbell rings": "", "the light is blinking": "", "doorbell keeps ringing": "", "provisioning a camera": "", "a swarm of cameras": "",
	} {
		got := ""
		if r := i.Search(search.Query{Text: text}); r.Brand != nil {
			got = r.Brand.Slug
		}
		if got != want {
			t.Errorf("%q is about %q, want %q", text, got, want)
		}
	}
}

// What frames a question, or what every reader could add, does not decide what is found.
func TestFramesOfQuestions(t *testing.T) {
	t.Parallel()
	i := index(t)
	for _, texts := range [][]string{
		{"reset reolink camera", "how do I reset my reolink camera", "is it possible to reset a reolink camera", "reset reolink cctv camera", "can anyone tell me how to reset a reolink camera"},
		{"nvr beeping", "my nvr keeps beeping", "why is my nvr still beeping"},
	} {
		want := ids(i.Search(search.Query{Text: texts[0]}))
		for _, text := range texts[1:] {
			r := i.Search(search.Query{Text: text})
			if got := ids(r); len(got) == 0 || got[0] != want[0] || r.DidYouMean != "" {
				t.Errorf("%q finds %v, %q finds %v", text, got, texts[0], want)
			}
		}
	}
	if r := i.Search(search.Query{Text: "cctv"}); len(r.Hits) == 0 {
		t.Error("cctv alone finds nothing")
	}
}

// A word that no article has does not empty the answer.
func TestUnknownWordsDoNotEmptyTheAnswer(t *testing.T) {
	t.Parallel()
	i := index(t)
	if r := i.Search(search.Query{Text: "xylophone reset"}); len(r.Hits) == 0 {
		t.Error("nothing is found")
	}
	if r := i.Search(search.Query{Text: "xylophone"}); len(r.Hits) > 0 {
		t.Errorf("a word of no article finds %v", ids(r))
	}
}
