package search_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

func synonyms(t testing.TB, text string) (*search.Synonyms, article.Problems) {
	t.Helper()
	return search.ReadSynonyms(fstest.MapFS{"synonyms.yaml": {Data: []byte(text)}}, "en")
}

func TestShippedSynonymsAreRight(t *testing.T) {
	s, problems := search.ReadSynonyms(os.DirFS(contentDir), "en")
	if s == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
}

func TestSynonymsProblemsNameTheirLine(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"- [a, b\n- c", "synonyms.yaml:2: error: this is not valid YAML"},
		{"recorder: dvr\n", "synonyms.yaml:1: error: expected a list of groups"},
		{"- [cam, camera]\n- [recorder]\n", "synonyms.yaml:2: error: a group is a list of at least two words"},
		{"- [cam, camera]\n- recorder\n", "synonyms.yaml:2: error: a group is a list"},
		{"- [cam, [camera, eye]]\n", "synonyms.yaml:1: error: an entry is a word or a phrase"},
		{"- [cam, \"the of\"]\n", "synonyms.yaml:1: error: \"the of\" holds no word"},
		{"- [cam, one two three four five]\n", "synonyms.yaml:1: error: \"one two three four five\" has more than 4 words"},
		{"# first\n- [reset, restore]\n\n- [default, resets]\n", "synonyms.yaml:4: error: \"resets\" stands in line 2 already"},
	} {
		s, problems := synonyms(t, c.text)
		if s != nil || len(problems) != 1 || !strings.HasPrefix(problems[0].String(), c.want) {
			t.Errorf("%q gave %v, want %s", c.text, problems, c.want)
		}
	}
}

func TestNoSynonymsFileIsNoProblem(t *testing.T) {
	if s, problems := search.ReadSynonyms(fstest.MapFS{}, "en"); s == nil || len(problems) > 0 {
		t.Errorf("got %v", problems)
	}
	if s, problems := synonyms(t, "# nothing yet\n"); s == nil || len(problems) > 0 {
		t.Errorf("an empty file gave %v", problems)
	}
}

func TestSynonymsFindArticles(t *testing.T) {
	s, problems := synonyms(t, "- [recorder, dvr]\n- [memory card, sd card, microsd]\n- [used, second hand]\n")
	if s == nil {
		t.Fatal(problems)
	}
	i := search.New(small(t,
		written{brand: "acme", slug: "recorder", title: "Restore a recorder"},
		written{brand: "acme", slug: "card", title: "Empty the microSD"},
		written{brand: "acme", slug: "both", title: "Get the used one"},
		written{brand: "acme", slug: "memory", title: "Memory is full"},
	), search.Options{Synonyms: s})
	for text, want := range map[string]string{"dvr": "acme-recorder", "DVR": "acme-recorder", "memory cards": "acme-card", "SD card": "acme-card",
		"second-hand": "acme-both"} {
		if got := ids(find(t, i, search.Query{Text: text})); len(got) == 0 || got[0] != want {
			t.Errorf("%q gave %v, want %s first", text, got, want)
		}
	}
	if got := ids(find(t, i, search.Query{Text: "hand"})); slices.Contains(got, "acme-both") {
		t.Errorf("half a synonym gave %v", got)
	}
}
