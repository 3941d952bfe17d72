package site

import (
	"context"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// indexes are the search indexes of a Library, one for each of its languages. Those of the first
// Library are built while pages are served already; all others are ready before anybody sees them.
type indexes struct {
	ready      chan struct{} // closed when byLanguage is complete
	byLanguage map[string]*search.Index
}

func newIndexes() *indexes {
	return &indexes{ready: make(chan struct{}), byLanguage: map[string]*search.Index{}}
}

// build indexes a Library, reusing what it can of the indexes before.
func (x *indexes) build(lib *article.Library, synonyms map[string]synonyms, before map[string]*search.Index) {
	for _, language := range lib.Languages() {
		view, read := lib.In(language), synonyms[language].read
		if old := before[language]; old != nil {
			x.byLanguage[language] = old.Rebuild(view, read)
		} else {
			x.byLanguage[language] = search.New(view, search.Options{Language: language, Synonyms: read})
		}
	}
	close(x.ready)
}

// wait returns the indexes when they are ready. The error is the context's.
func (x *indexes) wait(ctx context.Context) (map[string]*search.Index, error) {
	select {
	case <-x.ready:
		return x.byLanguage, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Searchable reports whether searches are answered without waiting. It never goes back to false.
func (s *Site) Searchable() bool {
	select {
	case <-s.current.Load().indexes.ready:
		return true
	default:
		return false
	}
}

// WaitSearchable waits until searches are answered without waiting. The error is the context's.
func (s *Site) WaitSearchable(ctx context.Context) error {
	_, err := s.current.Load().indexes.wait(ctx)
	return err
}

// Search answers a query about the current Library, as a reader of a language finds it. The error
// is the context's.
func (s *Site) Search(ctx context.Context, language string, q search.Query) (search.Results, error) {
	index, err := s.index(ctx, language)
	if err != nil {
		return search.Results{}, err
	}
	return index.Search(q), nil
}

// Suggest returns what a reader of a language who has typed so far may mean. The error is the
// context's.
func (s *Site) Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error) {
	index, err := s.index(ctx, language)
	if err != nil {
		return nil, err
	}
	return index.Suggest(text, limit), nil
}

// Recognise says what a text tells readers of a language about a device; nil: nothing. The error is
// the context's.
func (s *Site) Recognise(ctx context.Context, language, text string) (*search.Device, error) {
	index, err := s.index(ctx, language)
	if err != nil {
		return nil, err
	}
	return index.Recognise(text), nil
}

// index returns the index for readers of a language; where nothing is written in it, the English
// one.
func (s *Site) index(ctx context.Context, language string) (*search.Index, error) {
	byLanguage, err := s.current.Load().indexes.wait(ctx)
	if err != nil {
		return nil, err
	}
	if index := byLanguage[language]; index != nil {
		return index, nil
	}
	return byLanguage[article.English], nil
}
