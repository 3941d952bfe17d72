package site

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"sync/atomic"

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

	synonyms []byte // as the current index knows them; Run's own
}

// NewIndex prepares an index over a site. content holds synonyms.yaml.
func NewIndex(s *Site, content fs.FS, logger *slog.Logger) (*Index, error) {
	if s == nil || content == nil || logger == nil {
		return nil, errors.New("site: site, content and logger must be set")
	}
	return &Index{site: s, content: content, logger: logger}, nil
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
	old := i.current.Load()
	var next *search.Index
	if old != nil && bytes.Equal(text, i.synonyms) {
		next, err = old.Follow(ctx, i.site.Library())
	} else {
		next, err = i.anew(ctx)
	}
	if err != nil {
		return err
	}
	i.synonyms = text
	i.current.Store(next)
	if old != nil {
		return old.Close()
	}
	return nil
}

func (i *Index) anew(ctx context.Context) (*search.Index, error) {
	synonyms, problems := search.ReadSynonyms(i.content)
	if len(problems) > 0 {
		return nil, problems
	}
	return search.New(ctx, i.site.Library(), search.Options{Synonyms: synonyms})
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
