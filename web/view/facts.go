package view

import (
	"strings"

	"pinhole/internal/article"
	"pinhole/internal/language"
	"pinhole/web/page"
)

// Facts returns the fact line: what is kept, what is erased, what is needed, how long it takes.
func Facts(l *language.Locale, a *article.Article) []page.Fact {
	var list []page.Fact
	add := func(icon, text string, notes ...page.Note) {
		if text != "" {
			list = append(list, page.Fact{Icon: icon, Text: text, Notes: notes})
		}
	}
	for _, part := range []struct {
		state article.EffectState
		icon  string
	}{{article.Kept, "kept"}, {article.Erased, "erased"}, {article.Depends, "depends"}, {article.Unknown, "unknown"}} {
		names, notes := effectsIn(l, a, part.state)
		add(part.icon, inWords(l, part.state, names), notes...)
	}
	add("needs", needs(l, a.Needs))
	if a.Minutes > 0 {
		add("time", l.N("facts.minutes", a.Minutes))
	}
	return list
}

// inWords returns what happens to some kinds of data: "Settings and network settings are erased".
func inWords(l *language.Locale, state article.EffectState, names []string) string {
	if len(names) == 0 {
		return ""
	}
	count := len(names)
	if names[0] != effectWord(l, "cloud-account") {
		count = 2 // the words for all other kinds are plural
	}
	what := l.List(names)
	switch state {
	case article.Depends:
		return l.T("facts.depends", "What", what)
	case article.Unknown:
		return l.T("facts.unknown", "What", what)
	}
	return l.Capital(l.N("facts."+string(state), count, "What", what))
}

// effectsIn returns the kinds of data with a state, and their notes.
func effectsIn(l *language.Locale, a *article.Article, state article.EffectState) (names []string, notes []page.Note) {
	for _, key := range article.EffectKeys {
		e := a.Effects.Get(key)
		if e.State != state {
			continue
		}
		names = append(names, effectWord(l, key))
		if e.Note != "" {
			notes = append(notes, page.Note{What: l.Capital(effectWord(l, key)), Text: e.Note, Lang: Foreign(l, a.Language)})
		}
	}
	return names, notes
}

// needs returns "You need a paper clip and a phone"; nothing for no needs.
func needs(l *language.Locale, list []article.Need) string {
	if len(list) == 0 {
		return ""
	}
	return l.T("facts.needs", "What", l.List(needWords(l, list)))
}

// wayInWords returns for whom a way is and what it needs: "Any recorder. You need a phone."; nothing
// where nothing is said of it.
func wayInWords(l *language.Locale, w article.Way) string {
	var words []string
	for _, part := range []string{w.For, needs(l, w.Needs)} {
		if part != "" {
			words = append(words, strings.TrimSuffix(part, ".")+".")
		}
	}
	return strings.Join(words, " ")
}

func needWords(l *language.Locale, needs []article.Need) []string {
	words := make([]string, len(needs))
	for i, n := range needs {
		words[i] = needWord(l, n)
	}
	return words
}

// effectsInShort returns a summary of effects for lists: "Erases settings and recordings", "Keeps
// recordings".
func effectsInShort(l *language.Locale, a *article.Article) string {
	if names, _ := effectsIn(l, a, article.Erased); len(names) > 0 {
		return l.T("facts.erases", "What", l.List(names))
	}
	if names, _ := effectsIn(l, a, article.Kept); len(names) > 0 {
		return l.T("facts.keeps", "What", l.List(names))
	}
	return ""
}
