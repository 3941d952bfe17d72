package corpus_test

import (
	"bytes"
	"maps"
	"testing"
	"testing/fstest"

	"pinhole/internal/article"
	"pinhole/internal/corpus"
)

func TestArticlesAreValidAndLongEnough(t *testing.T) {
	lib, problems := article.Load(corpus.New(120), article.Options{Today: corpus.Checked})
	if len(problems) > 0 {
		t.Fatalf("the corpus has problems:\n%v", problems)
	}
	if got := len(lib.Articles); got != 120 {
		t.Errorf("%d articles, want 120", got)
	}
	revisions := map[string]string{}
	for _, a := range lib.Articles {
		if words := a.Body().Words; words < corpus.Words || words > corpus.Words+100 {
			t.Errorf("%s has %d words, want about %d", a.File, words, corpus.Words)
		}
		if other, taken := revisions[a.Revision]; taken {
			t.Errorf("%s and %s are the same text", a.File, other)
		}
		revisions[a.Revision] = a.File
	}
}

func TestEqualSizesGiveEqualFiles(t *testing.T) {
	same := func(a, b *fstest.MapFile) bool { return bytes.Equal(a.Data, b.Data) }
	if !maps.EqualFunc(corpus.New(60), corpus.New(60), same) {
		t.Error("two runs gave different files")
	}
	if maps.EqualFunc(corpus.New(60), corpus.New(61), same) {
		t.Error("another size gave the same files")
	}
}
