// Package search finds articles by what a reader types: the model on a label, a brand, a symptom in plain words, with typing
// errors. An Index answers for one Library and never changes; Follow makes the next one from it.
//
// bleve keeps the full text in memory. Model numbers have a table of their own, whose hits always stand above full text. What a
// reader types is a stranger's text: it is cut to MaxText code points, and any text gives an answer.
package search

import (
	"context"
	"errors"
	"sync"

	"pinhole/internal/article"
	"pinhole/internal/background"
)

// MaxText is how many code points of a reader's text count; what follows them is cut off.
const MaxText = 200

// ErrClosed is the error of an Index that was closed. Whoever holds a pointer to the current one takes it anew and asks again.
var ErrClosed = errors.New("search: the index is closed")

// Options are what an index needs to know beside the articles.
type Options struct {
	Language string    // of readers; empty: English
	Synonyms *Synonyms // in that language; nil: none
}

// Index answers searches over one Library. It is safe for concurrent use and never changes.
type Index struct {
	library  *article.Library
	options  Options
	store    *store
	snap     *snapshot
	postings *postings
	sayings  *kept[*article.Article, *sayings]
	models   *modelTable
	brands   *brandNames
	said     *kept[*article.Article, []int32]
	units    *kept[string, []posting] // what was put together of the postings
	turns    turns
	facts    []fact  // by the articles' numbers in the snapshot
	docs     []int32 // these numbers by the articles' places in the Library

	using  sync.RWMutex // held for reading by searches
	closed bool
}

// New indexes all articles of a Library. A cancelled context stops it with its error.
func New(ctx context.Context, lib *article.Library, o Options) (*Index, error) {
	if lib == nil {
		return nil, errors.New("search: library must be set")
	}
	s, err := newStore(o.Language)
	if err != nil {
		return nil, err
	}
	i, err := open(ctx, s, lib, o, nil)
	if err != nil {
		s.bleve.Close() // nobody uses it
		return nil, err
	}
	return i, nil
}

// Follow makes the index of a newer Library, with the same options. Only articles that changed are indexed anew. The old index
// goes on serving, also after an error, until it is closed.
func (i *Index) Follow(ctx context.Context, lib *article.Library) (*Index, error) {
	i.using.RLock()
	defer i.using.RUnlock()
	switch {
	case i.closed:
		return nil, ErrClosed
	case lib == nil:
		return nil, errors.New("search: library must be set")
	case i.store.worn():
		return New(ctx, lib, i.options)
	}
	return open(ctx, i.store, lib, i.options, i.models)
}

func open(ctx context.Context, s *store, lib *article.Library, o Options, former *modelTable) (*Index, error) {
	snap, err := s.update(ctx, lib)
	if err != nil {
		return nil, err
	}
	i := &Index{
		library: lib, options: o, store: s, snap: snap, postings: newPostings(snap), sayings: newKeptSayings(), said: newKeptSaid(),
		units: newKeptLists(), turns: newTurns(len(snap.articles)),
	}
	background.Do(func() {
		i.models, i.brands = modelTableOf(lib, former), newBrandNames(lib)
		i.learnFacts()
	})
	return i, nil
}

// Library gives the Library that the index answers for.
func (i *Index) Library() *article.Library { return i.library }

// Close frees the index once the searches that are under way have ended. Indexes that follow from it are not touched. Closing
// twice does nothing.
func (i *Index) Close() error {
	i.using.Lock()
	defer i.using.Unlock()
	if i.closed {
		return nil
	}
	i.closed = true
	return i.store.release(i.snap)
}

func (i *Index) words() *vocabulary { return i.snap.words }

// likely says how likely a reader means a word: brands before words of many articles.
func (i *Index) likely(word string) int {
	n := i.words().known[word].articles
	if i.brands.isWord(word) {
		n += len(i.library.Articles)
	}
	return n
}
