package content_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pinhole/internal/article"
)

// maxBefore is how many words may stand under "Before you start": more keep the reader from the
// steps.
const maxBefore = 40

// TestBeforeYouStartIsShort holds every article to the limit. The articles in testdata/long.txt are
// not rewritten yet. Nothing may be added to that list.
func TestBeforeYouStartIsShort(t *testing.T) {
	t.Parallel()
	list, err := os.ReadFile("testdata/long.txt")
	if err != nil {
		t.Fatal(err)
	}
	waiting := strings.Fields(string(list))
	lib := library(t)
	for _, a := range slices.Concat(lib.Articles, lib.Translations()) {
		words := wordsBefore(a)
		switch waits := slices.Contains(waiting, a.File); {
		case waits && words <= maxBefore:
			t.Logf("%s is short now and can leave content/testdata/long.txt", a.File)
		case !waits && words > maxBefore:
			t.Errorf("%s has %d words under \"Before you start\", at most %d are allowed: say what is lost in effects, what is needed in needs, "+
				"what to do in steps, the rest under \"## What the sources say\"", a.File, words, maxBefore)
		}
	}
}

// wordsBefore counts the words under "Before you start".
func wordsBefore(a *article.Article) int {
	count := 0
	for _, section := range a.Body().Sections {
		if section.Kind == article.BeforeSection {
			count += len(strings.Fields(section.Text))
		}
	}
	return count
}
