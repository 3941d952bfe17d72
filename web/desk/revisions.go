package desk

import (
	"cmp"
	"context"

	lru "github.com/hashicorp/golang-lru/v2"

	"pinhole/internal/article"
	"pinhole/internal/insight"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// cachedRevisions is how many earlier revisions' steps are held in memory.
const cachedRevisions = 1000

// revisions caches the steps of earlier revisions, which never change, so that a page with fifty
// comments need not read and parse fifty texts.
type revisions struct {
	store revision.Store
	cache *lru.Cache[[2]string, revision.Revision] // by article and name
}

func newRevisions(store revision.Store) *revisions {
	cache, err := lru.New[[2]string, revision.Revision](cachedRevisions)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return &revisions{store: store, cache: cache}
}

// of returns what a request needs to know of revisions.
func (s *revisions) of(ctx context.Context) *pastTexts {
	lib := view.LibraryOf(ctx)
	return &pastTexts{cache: s.cache, lib: lib, finder: revision.NewFinder(ctx, lib, s.store)}
}

// pastTexts finds for one request what a revision said and what is said now.
type pastTexts struct {
	cache  *lru.Cache[[2]string, revision.Revision]
	lib    *article.Library
	finder *revision.Finder
}

// find returns the language and the steps of a revision; not known when it was never served here.
func (p *pastTexts) find(id, name string) (found revision.Revision, known bool) {
	if _, current := p.lib.ArticleOf(id, name); current || name == "" {
		return p.finder.Find(id, name)
	}
	key := [2]string{id, name}
	if found, known = p.cache.Get(key); known {
		return found, true
	}
	if found, known = p.finder.Find(id, name); known {
		p.cache.Add(key, found)
	}
	return found, known
}

// now is the article as it is read now in the language of a revision; not ok when there is none any
// more.
func (p *pastTexts) now(id, revision, language string) (*article.Article, bool) {
	a, ok := p.lib.ArticleByID(id)
	if !ok {
		return nil, false
	}
	then, _ := p.find(id, revision)
	if translated, ok := p.lib.Translation(a, cmp.Or(then.Language, language)); ok {
		return translated, true
	}
	return a, true
}

// stepChanged reports whether a step of an earlier revision is known and is not said any more.
func (p *pastTexts) stepChanged(id, revision, step string) bool {
	if _, current := p.lib.ArticleOf(id, revision); current || step == "" {
		return false
	}
	then, known := p.find(id, revision)
	now, ok := p.now(id, revision, "")
	return known && ok && insight.StepChanged(then.Steps(), now.Steps(), step)
}
