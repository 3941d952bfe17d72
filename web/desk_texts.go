package web

import (
	"cmp"
	"context"
	"sync"

	"pinhole/internal/article"
	"pinhole/internal/desk"
	"pinhole/web/revision"
	"pinhole/web/view"
)

// maxKeptTexts bounds how many earlier revisions' steps are held in memory.
const maxKeptTexts = 1000

// keptTexts keeps the steps of earlier revisions, which never change, so that a page with fifty comments need not read and parse
// fifty texts.
type keptTexts struct {
	mu    sync.Mutex
	found map[[2]string]revision.Revision
}

func (k *keptTexts) get(key [2]string) (revision.Revision, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, ok := k.found[key]
	return r, ok
}

func (k *keptTexts) put(key [2]string, r revision.Revision) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.found == nil || len(k.found) >= maxKeptTexts {
		k.found = map[[2]string]revision.Revision{}
	}
	k.found[key] = r
}

// pastTexts finds for one request what a revision said and what is said now.
type pastTexts struct {
	kept *keptTexts
	lib  *article.Library
	revs *revision.Finder
}

func (d *deskPages) pastTexts(ctx context.Context) *pastTexts {
	lib := view.LibraryOf(ctx)
	return &pastTexts{kept: &d.texts, lib: lib, revs: revision.NewFinder(ctx, lib, d.site.Feedback)}
}

// find gives the language and the steps of a revision; not known when it was never served here.
func (p *pastTexts) find(id, name string) (found revision.Revision, known bool) {
	key := [2]string{id, name}
	if _, current := p.lib.ArticleOf(id, name); !current {
		if found, known = p.kept.get(key); known {
			return found, true
		}
	}
	if found, known = p.revs.Find(id, name); known {
		p.kept.put(key, found)
	}
	return found, known
}

// now is the article as it is read now in the language of a revision; not ok when there is none any more.
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

// stepChanged says whether a step of an earlier revision is known and is not said any more.
func (p *pastTexts) stepChanged(id, revision, step string) bool {
	if _, current := p.lib.ArticleOf(id, revision); current || step == "" {
		return false
	}
	then, known := p.find(id, revision)
	now, ok := p.now(id, revision, "")
	return known && ok && desk.StepChanged(then.Steps(), now.Steps(), step)
}
