package site

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// ErrNoIndex is the error of a search that comes before the first index is made.
var ErrNoIndex = errors.New("the search index is not ready yet")

// Index finds articles of the current Library. It follows each new one in the background; meanwhile the older index serves,
// without the articles that have left. It is safe for concurrent use.
type Index struct {
	site    *Site
	content fs.FS
	logger  *slog.Logger
	current atomic.Pointer[search.Index]

	wake     chan struct{}
	library  *article.Library // of the current index; Run's own, as are the synonyms
	synonyms []byte
}

// NewIndex prepares an index over a site. content holds synonyms.yaml; the error is article.Problems when that is broken.
func NewIndex(s *Site, content fs.FS, logger *slog.Logger) (*Index, error) {
	if s == nil || content == nil || logger == nil {
		return nil, errors.New("site: site, content and logger must be set")
	}
	if _, problems := search.ReadSynonyms(content); len(problems) > 0 {
		return nil, problems
	}
	return &Index{site: s, content: content, logger: logger, wake: make(chan struct{}, 1)}, nil
}

// Wake lets the index look again soon, also when only the synonyms have changed.
func (i *Index) Wake() {
	select {
	case i.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Run follows the site until the context ends.
func (i *Index) Run(ctx context.Context) {
	for {
		changed := i.site.Changed()
		if err := i.follow(ctx); err != nil && ctx.Err() == nil {
			i.logger.Error("the search index could not follow the content; the last one goes on serving", "error", err)
		}
		select {
		case <-changed:
		case <-i.wake:
		case <-ctx.Done():
			return
		}
	}
}

func (i *Index) follow(ctx context.Context) error {
	text, err := fs.ReadFile(i.content, search.SynonymsFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	lib, old := i.site.Library(), i.current.Load()
	var next *search.Index
	switch same := old != nil && bytes.Equal(text, i.synonyms); {
	case same && lib == i.library:
		return nil
	case same:
		next, err = old.Follow(ctx, lib)
	default:
		next, err = i.anew(ctx, lib)
	}
	if err != nil {
		return err
	}
	i.library, i.synonyms = lib, text
	i.current.Store(next)
	if old != nil {
		return old.Close()
	}
	return nil
}

func (i *Index) anew(ctx context.Context, lib *article.Library) (*search.Index, error) {
	synonyms, problems := search.ReadSynonyms(i.content)
	if len(problems) > 0 {
		return nil, problems
	}
	return search.New(ctx, lib, search.Options{Synonyms: synonyms})
}

// Search answers a query about the current Library. The error is ErrNoIndex or the context's.
func (i *Index) Search(ctx context.Context, q search.Query) (search.Results, error) {
	q.Library = i.site.Library()
	return again(i, func(x *search.Index) (search.Results, error) { return x.Search(ctx, q) })
}

// Suggest gives what a reader who has typed so far may mean. The error is ErrNoIndex or the context's.
func (i *Index) Suggest(ctx context.Context, text string, limit int) ([]search.Suggestion, error) {
	return again(i, func(x *search.Index) ([]search.Suggestion, error) { return x.Suggest(ctx, text, limit) })
}

// again asks once more when the index was replaced between taking it and asking.
func again[T any](i *Index, ask func(*search.Index) (T, error)) (answer T, err error) {
	err = ErrNoIndex
	for range 3 {
		x := i.current.Load()
		if x == nil {
			return answer, ErrNoIndex
		}
		if answer, err = ask(x); !errors.Is(err, search.ErrClosed) {
			return answer, err
		}
	}
	return answer, err
}
