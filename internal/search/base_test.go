package search_test

import (
	"os"
	"sync"
	"testing"
	"time"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

const contentDir = "../../content"

// shipped loads the content that ships with the program, once for all tests.
var shipped = sync.OnceValues(func() (*article.Library, error) {
	lib, problems := article.Load(os.DirFS(contentDir), article.Options{Today: time.Now(), Pages: []string{"/", "/coverage", "/find", "/privacy"}})
	if lib == nil {
		return nil, problems.Errors()
	}
	return lib, nil
})

// shippedIndex is the index over it, shared by tests that only search.
var shippedIndex = sync.OnceValues(func() (*search.Index, error) {
	lib, err := shipped()
	if err != nil {
		return nil, err
	}
	synonyms, problems := search.ReadSynonyms(os.DirFS(contentDir), "en")
	if len(problems) > 0 {
		return nil, problems
	}
	return search.New(lib, search.Options{Synonyms: synonyms}), nil
})

func index(t testing.TB) *search.Index {
	t.Helper()
	i, err := shippedIndex()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func find(t testing.TB, i *search.Index, q search.Query) search.Results {
	t.Helper()
	return i.Search(q)
}

// ids returns the hits' articles, best first.
func ids(r search.Results) []string {
	list := make([]string, len(r.Hits))
	for n, h := range r.Hits {
		list[n] = h.Article.ID
	}
	return list
}
