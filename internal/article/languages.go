package article

import (
	"maps"
	"slices"
)

// translations holds a load's translated articles. A library and its views share it.
type translations struct {
	byLanguage map[string]map[string]*Article // by language and id
	originals  map[string]*Article            // by id
	all        []*Article                     // by language, then as Articles
	languages  []string
	views      map[string]*Library
}

// In returns the library's view in a language: translations replace their originals in lists and
// under addresses, which have no language prefix in a view. Originals without a translation remain.
// Without any translation into the language it returns l.
func (l *Library) In(language string) *Library {
	if view := l.views[language]; view != nil {
		return view
	}
	return l
}

// Translation returns an article in a language: a translation, or the original in English.
func (l *Library) Translation(a *Article, language string) (*Article, bool) {
	return l.translation(a.ID, language)
}

func (t *translations) translation(id, language string) (*Article, bool) {
	if language == English {
		a, ok := t.originals[id]
		return a, ok
	}
	a, ok := t.byLanguage[language][id]
	return a, ok
}

// ArticleOf returns the article, original or translation, whose current revision is the given one.
func (l *Library) ArticleOf(id, revision string) (*Article, bool) {
	for _, language := range l.languages {
		if a, ok := l.translation(id, language); ok && a.Revision == revision {
			return a, true
		}
	}
	return nil, false
}

// Translations returns all translations, by language, then in the order of their originals.
func (l *Library) Translations() []*Article { return l.all }

// Languages lists the languages in which there are articles, English first.
func (l *Library) Languages() []string { return l.languages }

// orderTranslations builds the lists of translations and the views of a sorted library.
func (l *Library) orderTranslations() {
	t := l.translations
	t.views = map[string]*Library{English: l}
	t.languages = append([]string{English}, slices.Sorted(maps.Keys(t.byLanguage))...)
	for _, language := range t.languages[1:] {
		for _, a := range l.Articles {
			if translated, ok := t.translation(a.ID, language); ok {
				t.all = append(t.all, translated)
			}
		}
		t.views[language] = l.view(language)
	}
	for language := range l.trees {
		if t.views[language] == nil {
			t.views[language] = l.view(language) // questions alone are translated
		}
	}
}

// view builds the library's view in one language.
func (l *Library) view(language string) *Library {
	v := *l
	v.Articles, v.Brands = nil, slices.Clone(l.Brands)
	v.byPath, v.byID, v.aliases = make(map[string]*Article, len(l.Articles)), make(map[string]*Article, len(l.Articles)), map[string]*Article{}
	for _, a := range l.Articles {
		if translated, ok := l.translation(a.ID, language); ok {
			a = translated
		}
		path, _ := cutLanguage(a.Path())
		v.byPath[path], v.byID[a.ID] = a, a
		v.Articles = append(v.Articles, a)
	}
	for old, a := range l.aliases {
		if path, of := cutLanguage(old); of == language || of == English {
			v.aliases[path] = v.byID[a.ID]
		}
	}
	v.questions = l.trees.in(language)
	v.order()
	return &v
}
