package site

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"maps"
	"slices"
	"sync/atomic"

	"pinhole/internal/article"
	"pinhole/internal/search"
)

// ErrNoIndex is the error of a search that comes before the first index is made.
var ErrNoIndex = errors.New("the search index is not ready yet")

// Index finds articles of the current Library, in each of its languages. It follows each new one in the background; meanwhile the
// older index serves, without the articles that have left. It is safe for concurrent use.
type Index struct {
	site    *Site
	content fs.FS
	logger  *slog.Logger
	current atomic.Pointer[map[string]*search.Index] // by language

	begun    atomic.Bool // the first indexes are made
	wake     chan struct{}
	followed map[string]followed // by language; Run's own
}

// followed is what an index of one language was made of.
type followed struct {
	library  *article.Library
	synonyms []byte
}

// NewIndex prepares an index over a site. content holds synonyms.yaml; the error is article.Problems when that is broken.
func NewIndex(s *Site, content fs.FS, logger *slog.Logger) (*Index, error) {
	if s == nil || content == nil || logger == nil {
		return nil, errors.New("site: site, content and logger must be set")
	}
	for _, language := range s.Library().Languages() {
		if _, problems := search.ReadSynonyms(content, language); len(problems) > 0 {
			return nil, problems
		}
	}
	return &Index{site: s, content: content, logger: logger, wake: make(chan struct{}, 1), followed: map[string]followed{}}, nil
}

// Wake lets the index look again soon, also when only the synonyms have changed.
func (i *Index) Wake() {
	select {
	case i.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Begun reports whether the first indexes are made, so far as they can be. It never goes back to false: afterwards some index serves.
func (i *Index) Begun() bool { return i.begun.Load() }

// Run follows the site until the context ends.
func (i *Index) Run(ctx context.Context) {
	for {
		changed := i.site.Changed()
		if err := i.follow(ctx); err != nil && ctx.Err() == nil {
			i.logger.Error("the search index could not follow the content; the last one goes on serving", "error", err)
		}
		i.begun.Store(true)
		select {
		case <-changed:
		case <-i.wake:
		case <-ctx.Done():
			return
		}
	}
}

// follow brings the indexes of all languages up to date. What goes wrong with one does not keep the others back.
func (i *Index) follow(ctx context.Context) error {
	lib := i.site.Library()
	var wrong []error
	for _, language := range lib.Languages() {
		wrong = append(wrong, i.followIn(ctx, language, lib.In(language)))
	}
	for language := range i.followed {
		if !slices.Contains(lib.Languages(), language) {
			delete(i.followed, language)
			wrong = append(wrong, i.replace(language, nil))
		}
	}
	return errors.Join(wrong...)
}

func (i *Index) followIn(ctx context.Context, language string, lib *article.Library) error {
	text, err := fs.ReadFile(i.content, search.SynonymsFile(language))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	before, there := i.followed[language]
	var next *search.Index
	switch same := there && bytes.Equal(text, before.synonyms); {
	case same && lib == before.library:
		return nil
	case same:
		next, err = i.in(language).Follow(ctx, lib)
	default:
		next, err = i.anew(ctx, language, lib)
	}
	if err != nil {
		return err
	}
	i.followed[language] = followed{lib, text}
	return i.replace(language, next)
}

func (i *Index) anew(ctx context.Context, language string, lib *article.Library) (*search.Index, error) {
	synonyms, problems := search.ReadSynonyms(i.content, language)
	if len(problems) > 0 {
		return nil, problems
	}
	return search.New(ctx, lib, search.Options{Language: language, Synonyms: synonyms})
}

// in gives the index that serves a language; nil before it is made.
func (i *Index) in(language string) *search.Index {
	all := i.current.Load()
	if all == nil {
		return nil
	}
	return (*all)[language]
}

// replace puts an index in the place of a language's last one; nil takes the language away.
func (i *Index) replace(language string, next *search.Index) error {
	all := map[string]*search.Index{}
	if before := i.current.Load(); before != nil {
		maps.Copy(all, *before)
	}
	old := all[language]
	if all[language] = next; next == nil {
		delete(all, language)
	}
	i.current.Store(&all)
	if old != nil {
		return old.Close()
	}
	return nil
}

// Search answers a query about the current Library, as a reader of the query's language finds it. The error is ErrNoIndex or the
// context's.
func (i *Index) Search(ctx context.Context, q search.Query) (search.Results, error) {
	q.Library = i.site.Library().In(q.Language)
	return again(i, q.Language, func(x *search.Index) (search.Results, error) { return x.Search(ctx, q) })
}

// Suggest gives what a reader of a language who has typed so far may mean. The error is ErrNoIndex or the context's.
func (i *Index) Suggest(ctx context.Context, language, text string, limit int) ([]search.Suggestion, error) {
	return again(i, language, func(x *search.Index) ([]search.Suggestion, error) { return x.Suggest(ctx, text, limit) })
}

// again asks once more when the index was replaced between taking it and asking. A language without articles is answered in
// English.
func again[T any](i *Index, language string, ask func(*search.Index) (T, error)) (answer T, err error) {
	err = ErrNoIndex
	if !slices.Contains(i.site.Library().Languages(), language) {
		language = article.English
	}
	for range 3 {
		x := i.in(language)
		if x == nil {
			return answer, ErrNoIndex
		}
		if answer, err = ask(x); !errors.Is(err, search.ErrClosed) {
			return answer, err
		}
	}
	return answer, err
}
